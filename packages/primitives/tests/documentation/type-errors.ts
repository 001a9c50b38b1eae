import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import type { Example } from './examples.ts';

const root = path.join(import.meta.dirname, '../..');

/** What the compiler says of examples that stand where `stage.ts` offers them its exports, by their places. */
export function typeErrorsOf(examples: readonly Example[]): Map<string, string[]> {
  const files = new Map(
    examples.map((example, index) => [
      path.join(import.meta.dirname, `example-${String(index)}.ts`),
      example,
    ]),
  );
  const options = compilerOptions();
  const host = ts.createCompilerHost(options);
  const offered = offeredNames();
  const onDisk = { ...host };
  host.fileExists = (file) => files.has(file) || onDisk.fileExists(file);
  host.getSourceFile = (file, languageVersion, ...rest) => {
    const example = files.get(file);
    return example === undefined
      ? onDisk.getSourceFile(file, languageVersion, ...rest)
      : ts.createSourceFile(file, moduleOf(example, offered), languageVersion);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return new Map(
    [...files].map(([file, { place }]) => [
      place,
      [
        ...program.getSyntacticDiagnostics(program.getSourceFile(file)),
        ...program.getSemanticDiagnostics(program.getSourceFile(file)),
      ].map(({ code, messageText }) => {
        return `TS${String(code)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
      }),
    ]),
  );
}

function compilerOptions(): ts.CompilerOptions {
  const file = path.join(root, '../../tsconfig.base.json');
  const { config } = ts.readConfigFile(file, (name) => ts.sys.readFile(name)) as {
    config: { compilerOptions: unknown };
  };
  return {
    ...ts.convertCompilerOptionsFromJson(config.compilerOptions, root).options,
    // An example may show something and not use it, and it imports types and values alike.
    noUnusedLocals: false,
    noUnusedParameters: false,
    verbatimModuleSyntax: false,
    isolatedModules: false,
    declaration: false,
  };
}

/** The names that the entries export, types among them, and those that the stage adds. */
function offeredNames(): Set<string> {
  const entries = ['src/index.ts', 'src/testing/index.ts', 'tests/documentation/stage.ts'];
  const text = entries.map((entry) => readFileSync(path.join(root, entry), 'utf8')).join('\n');
  const inBraces = [...text.matchAll(/^export (?:type |const )?\{(.*?)\}/gms)].join(',');
  const declared = [...text.matchAll(/^export (?:class|const) (\w+)/gm)].map(
    ([, name = '']) => name,
  );
  return new Set([...(inBraces.match(/\b(?!type\b|export\b|const\b)\w+/g) ?? []), ...declared]);
}

function moduleOf({ code }: Example, offered: ReadonlySet<string>): string {
  const used = [...new Set(code.match(/\w+/g))].filter((name) => offered.has(name));
  return `import { ${used.join(', ')} } from './stage.ts';\nexport default async () => {\n${code}\n};\n`;
}
