import type { Contacts } from '../analysis.ts';
import { createRule } from '../create-rule.ts';

type MessageId = 'openMemory' | 'handedMemory';

/** Two scripts that share memory depend on each other, though neither names the other's file. */
export const noSharedMemory = createRule<[], MessageId>({
  name: 'no-shared-memory',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow memory and messages that scripts share while they run',
      config: 'recommended',
      zones: ['script'],
    },
    messages: {
      openMemory:
        '"{{name}}" shares memory with other scripts that run at the same time. Hand results over through a file or a database, which also hold when only one of them runs.',
      handedMemory:
        '"{{name}}" shares memory with the script {{script}}. Hand results over through a file or a database, or put the thread into a file of the library.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context, analysis) {
    if (analysis.zoneOf(context) !== 'script') return {};
    return analysis.whenRead(context, (contacts) => {
      const script = partnerOf(contacts);
      const talksToItself = startsItself(contacts);
      for (const { kind, node, name, isOpen } of contacts.memory) {
        if (isOpen && (kind === 'global' || !talksToItself)) {
          context.report({ node, messageId: 'openMemory', data: { name } });
        } else if (!isOpen && script !== undefined) {
          context.report({ node, messageId: 'handedMemory', data: { name, script } });
        }
      }
    });
  },
});

/** The script that runs as a thread or child of this one. */
function partnerOf({ reaches }: Contacts): string | undefined {
  const started = reaches.find(({ kind, reference }) => kind === 'script' && isStarted(reference));
  return started?.kind === 'script' ? started.script : undefined;
}

/** Threads and children of its own file are the script itself. */
function startsItself({ reaches }: Contacts): boolean {
  return reaches.some(({ kind, reference }) => kind === 'self' && isStarted(reference));
}

function isStarted({ channel }: Contacts['reaches'][number]['reference']): boolean {
  return channel === 'thread' || channel === 'process';
}
