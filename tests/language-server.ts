import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';

const require = createRequire(import.meta.url);

/** A diagnostic as the server sends it, as far as a test looks at it. */
interface Diagnostic {
  readonly code?: string;
  readonly message: string;
  readonly severity?: number;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

/** An editor's side of a linter's language server. */
export interface Editor extends AsyncDisposable {
  /** Opens a file with a text, saved or not, and pulls its diagnostics. */
  open(file: string, text: string): Promise<readonly Diagnostic[]>;
  /** Replaces the text of an open file and pulls its diagnostics. */
  edit(file: string, text: string): Promise<readonly Diagnostic[]>;
  /** What the server said went wrong: a configuration, a plugin or ESLint itself that did not load. */
  readonly failures: readonly string[];
}

/** Starts the language server that VS Code's ESLint extension runs, on the Node given. */
export function startEditor(root: string, node: string): Promise<Editor> {
  const serverPackage = path.dirname(require.resolve('vscode-langservers-extracted/package.json'));
  const program = path.join(serverPackage, 'bin/vscode-eslint-language-server');
  return connect(root, [node, program, '--stdio'], settings);
}

/** Starts the language server of oxlint. */
export function startOxlint(root: string): Promise<Editor> {
  const program = path.join(path.dirname(require.resolve('oxlint/package.json')), 'bin/oxlint');
  return connect(root, [process.execPath, program, '--lsp'], () => ({ run: 'onType' }));
}

async function connect(
  root: string,
  [program, ...words]: readonly [string, ...string[]],
  configure: (rootUri: string) => object,
): Promise<Editor> {
  const server = spawn(program, words, { cwd: root, stdio: ['pipe', 'pipe', 'pipe'] });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const failures: string[] = [];
  server.stderr.on('data', (chunk: Buffer) => failures.push(chunk.toString()));
  const rootUri = pathToFileURL(root).href;

  connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
    items.map(() => configure(rootUri)),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  for (const fault of ['eslint/noConfig', 'eslint/noLibrary', 'eslint/probeFailed']) {
    connection.onRequest(fault, (parameters: unknown) => {
      failures.push(`${fault}: ${JSON.stringify(parameters)}`);
      return {};
    });
  }
  for (const note of ['window/showMessage', 'window/logMessage']) {
    connection.onNotification(note, ({ type, message }: { type: number; message: string }) => {
      if (type <= 2) failures.push(message);
    });
  }
  connection.onNotification('eslint/status', ({ state }: { state: number }) => {
    if (state === 3) failures.push('The server reported that it could not lint the file.');
  });
  connection.listen();

  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: 'workspace' }],
    // Oxlint's server asks for its settings as well, but answers before it has them.
    initializationOptions: [{ workspaceUri: rootUri, options: configure(rootUri) }],
    capabilities: {
      workspace: {
        configuration: true,
        workspaceFolders: true,
        diagnostics: { refreshSupport: true },
      },
      textDocument: { diagnostic: { dynamicRegistration: true } },
    },
  });
  await connection.sendNotification('initialized', {});

  let version = 0;
  async function pull(file: string): Promise<readonly Diagnostic[]> {
    const report: { readonly items: readonly Diagnostic[] } = await connection.sendRequest(
      'textDocument/diagnostic',
      { textDocument: { uri: uriOf(file) } },
    );
    return report.items;
  }
  const uriOf = (file: string) => pathToFileURL(path.join(root, file)).href;

  return {
    failures,
    async open(file, text) {
      await connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri: uriOf(file), languageId: 'typescript', version: (version += 1), text },
      });
      return pull(file);
    },
    async edit(file, text) {
      await connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: uriOf(file), version: (version += 1) },
        contentChanges: [{ text }],
      });
      return pull(file);
    },
    async [Symbol.asyncDispose]() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      connection.dispose();
      server.kill();
    },
  };
}

function settings(rootUri: string) {
  return {
    validate: 'on',
    packageManager: 'npm',
    useESLintClass: true,
    useFlatConfig: true,
    experimental: { useFlatConfig: false },
    codeAction: {
      disableRuleComment: { enable: true, location: 'separateLine', commentStyle: 'line' },
      showDocumentation: { enable: true },
    },
    codeActionOnSave: { mode: 'all' },
    format: false,
    quiet: false,
    onIgnoredFiles: 'off',
    options: {},
    rulesCustomizations: [],
    run: 'onType',
    nodePath: null,
    problems: { shortenToSingleLine: false },
    workingDirectory: { mode: 'auto' },
    workspaceFolder: { uri: rootUri, name: 'workspace' },
  };
}
