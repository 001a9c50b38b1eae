import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Evaluator } from './evaluator.ts';
import { type LocalFunction, paramsOf } from './functions.ts';
import { list, literal } from './made.ts';
import type { Texts } from './texts.ts';

type Node = TSESTree.Node;
type Variable = TSESLint.Scope.Variable;

/** What the parameters of a function are in one of its calls. */
export interface Parameters {
  readonly texts: ReadonlyMap<Variable, Texts>;
  /** What they stand for where that is no text: the list after `...`, a function. */
  readonly values?: ReadonlyMap<Variable, Node>;
}

/** The parameters of a call of a function of the file, by their variables. */
export function boundParameters(
  fn: LocalFunction,
  args: readonly Node[],
  evaluator: Evaluator,
): Parameters {
  const texts = new Map<Variable, Texts>();
  const values = new Map<Variable, Node>();
  paramsOf(fn).forEach((param, index) => {
    const name =
      param.type === 'AssignmentPattern'
        ? param.left
        : param.type === 'RestElement'
          ? param.argument
          : param;
    if (name.type !== 'Identifier') return;
    const variable = evaluator.names.variable(name);
    if (variable === undefined) return;
    if (param.type === 'RestElement') {
      values.set(variable, list(args.slice(index).map(known), param));
      return;
    }
    const argument = args[index] ?? (param.type === 'AssignmentPattern' ? param.right : undefined);
    if (argument && argument.type !== 'SpreadElement') {
      texts.set(variable, evaluator.texts(argument));
    }
  });
  return { texts, values };

  /** An argument as the caller sees it, where that is one text: the names in it may be rebound. */
  function known(argument: Node): Node {
    const text = argument.type === 'SpreadElement' ? undefined : evaluator.fold(argument);
    return text === undefined ? argument : literal(text, argument);
  }
}
