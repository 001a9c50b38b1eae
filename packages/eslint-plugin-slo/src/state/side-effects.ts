import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Evaluation } from './evaluation.ts';
import { effectMethods, effects, type EffectEntry } from './knowledge/effects.ts';
import type { Origin } from './knowledge/index.ts';
import { originOf, requiredModule } from './modules.ts';
import { frameOf, type Scopes } from './scopes.ts';
import { inner, keyName, outer, type Call } from './syntax.ts';

type Scope = TSESLint.Scope.Scope;

/** A call that does something to the world merely because the module is imported. */
export interface SideEffect {
  readonly node: TSESTree.Node;
  /** The callee as the file writes it. */
  readonly name: string;
  /** What it does, as the end of "this …". */
  readonly effect: string;
}

const known: ReadonlyMap<string, EffectEntry> = new Map(
  effects.flatMap((entry) => entry.names.map((name) => [`${entry.from}:${name}`, entry] as const)),
);

/** Finds the calls with effects that run while the module evaluates. */
export function findSideEffects(scopes: Scopes, evaluation: Evaluation): SideEffect[] {
  const found = new Map<TSESTree.Node, SideEffect>();
  for (const scope of scopesAtOnce(scopes, evaluation)) {
    for (const { identifier } of scope.references) {
      const first = callOf(identifier);
      const isRequire = first !== null && requiredModule(first, scopes) !== null;
      const call = isRequire ? callOf(first) : first; // require('fs').readFileSync(…)
      if (call === null) continue;
      const effect = effectOf(call, scopes);
      if (effect === null || isProgramOnly(call)) continue;
      if (evaluation.isLater({ node: call, frame: frameOf(scope) })) continue;
      found.set(call, { node: call, name: scopes.sourceCode.getText(call.callee), effect });
    }
  }
  return [...found.values()].sort((a, b) => a.node.range[0] - b.node.range[0]);
}

/** The scopes whose code may run while the module evaluates. */
function scopesAtOnce(scopes: Scopes, evaluation: Evaluation): readonly Scope[] {
  const found: Scope[] = [];
  const pending = scopes.program.slice(0, 1);
  for (let scope = pending.pop(); scope !== undefined; scope = pending.pop()) {
    // Functions inside one that is there for others to call are made when somebody calls it: that
    // leaves most of a file out at one look.
    if (scope.type === 'function' && evaluation.callers(frameOf(scope)).escapes) continue;
    found.push(scope);
    for (const child of scope.childScopes) pending.push(child);
  }
  return found;
}

/** The call whose callee begins with a name: `name()`, `name.a.b()`, `new name.A()`. */
function callOf(identifier: TSESTree.Node): Call | null {
  let node = outer(identifier);
  while (node.parent?.type === 'MemberExpression' && node.parent.object === node) {
    node = outer(node.parent);
  }
  const { parent } = node;
  const isCall = parent?.type === 'CallExpression' || parent?.type === 'NewExpression';
  return isCall && parent.callee === node ? parent : null;
}

function effectOf(call: Call, scopes: Scopes): string | null {
  const callee = inner(call.callee);
  const origin = originOf(callee, scopes);
  if (origin !== null) {
    const entry = known.get(`${origin.from}:${origin.name}`) ?? known.get(`${origin.from}:*`);
    if (entry !== undefined && !isMerelyMade(origin)) return entry.effect;
  }
  if (callee.type !== 'MemberExpression') return null;
  const effect = effectMethods[keyName(callee) ?? ''];
  if (effect === undefined || call.arguments.length === 0) return null;
  // What the module itself has made may be wired up as it likes, but not made to serve.
  return origin !== null || keyName(callee) === 'listen' ? effect : null;
}

/** Classes and constants of a module whose functions all have effects. */
function isMerelyMade({ name }: Origin): boolean {
  return (
    /(?:^|\.)[A-Z]\w*$/.test(name) && !/^(?:Worker|SharedWorker|WebSocket|EventSource)$/.test(name)
  );
}

/** Whether code runs only where the file is the program itself: `if (require.main === module)`. */
function isProgramOnly(node: TSESTree.Node): boolean {
  for (let at: TSESTree.Node | null | undefined = node; at; at = at.parent) {
    const parent: TSESTree.Node | null | undefined = at.parent;
    if (parent?.type !== 'IfStatement' || parent.consequent !== at) continue;
    const tests = [parent.test];
    for (let test = tests.pop(); test !== undefined; test = tests.pop()) {
      if (test.type === 'BinaryExpression') {
        if (test.left.type !== 'PrivateIdentifier') tests.push(test.left);
        tests.push(test.right);
      } else if (test.type === 'LogicalExpression') tests.push(test.left, test.right);
      else if (test.type === 'MemberExpression' && keyName(test) === 'main') return true;
      else if (test.type === 'MemberExpression' && isArgument(test)) return true;
    }
  }
  return false;
}

/** `process.argv[1]` */
function isArgument({ object }: TSESTree.MemberExpression): boolean {
  return object.type === 'MemberExpression' && keyName(object) === 'argv';
}
