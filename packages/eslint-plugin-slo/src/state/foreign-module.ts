import { basename } from 'node:path';
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { mayBeShared, shapesOf } from './bindings.ts';
import { Evaluation } from './evaluation.ts';
import { exportedAs, type Exported } from './exported.ts';
import { Flow } from './flow.ts';
import { heldObject } from './held.ts';
import { kindOf, type Kind } from './kinds.ts';
import { argumentMutators } from './knowledge/arguments.ts';
import { localFunction } from './local-functions.ts';
import type { Making, Neighbours } from './neighbours.ts';
import { globalPath } from './modules.ts';
import { mutatorsOf } from './mutators.ts';
import { Scopes } from './scopes.ts';
import { StatefulValues } from './stateful.ts';
import { first, plain, type Statefulness } from './statefulness.ts';
import { inner, leaves } from './syntax.ts';
import { returnedBy } from './walk.ts';

/**
 * What can be asked about an export: what calling it makes, what it is, what it returns, or whether it
 * changes its argument at an index, which is a container of that kind.
 */
export type Question = Making | 'result' | 'value' | `changes ${string} ${Kind | ''}`;

/** Why what an export makes keeps state, or what else is certain of it. */
export type Verdict = Statefulness | 'changed' | 'globalObject' | 'primitive' | null;

/** Another file of the project, as the file at hand sees it through an import. */
export class ForeignModule {
  readonly #file: string;
  readonly #scopes: Scopes;
  readonly #evaluation: Evaluation;
  readonly #neighbours: Neighbours;

  constructor(file: string, sourceCode: TSESLint.SourceCode, neighbours: Neighbours) {
    this.#file = basename(file);
    this.#scopes = new Scopes(sourceCode);
    this.#evaluation = new Evaluation(this.#scopes);
    this.#neighbours = neighbours;
  }

  /** Answers for the export of a name, or for a member of it. */
  ask(name: string, question: Question): Verdict {
    const exported = exportedAs(name, this.#scopes);
    switch (question) {
      case 'call':
      case 'new':
        return first(exported, (each) => this.#made(each, question));
      case 'result':
        return exported.some((each) => this.#returnsGlobalObject(each)) ? 'globalObject' : null;
      case 'value': {
        const isSure = exported.length > 0 && exported.every((each) => this.#isPrimitive(each));
        return isSure ? 'primitive' : null;
      }
      default: {
        const [, index, kind] = question.split(' ');
        const isChanged = exported.some((each) =>
          this.#changes(each, Number(index), kind === '' ? null : (kind as Kind)),
        );
        return isChanged ? 'changed' : null;
      }
    }
  }

  #made(exported: Exported, making: Making): Statefulness | null {
    if (!('type' in exported)) return this.#neighbours.made(exported, making);
    // Made anew each time: what it remembers would outlive a change of the files behind this one.
    const values = new StatefulValues(this.#scopes, this.#evaluation, this.#neighbours);
    const found = values.madeBy(exported, making);
    return found === null ? null : this.#told(found);
  }

  /** The same without the syntax tree of this file. */
  #told({ reason, write, exemption, iterator }: Statefulness): Statefulness {
    const place = write === null ? '' : ` (line ${String(write.loc.start.line)} of ${this.#file})`;
    return { ...plain, reason: `${reason}${place}`, exemption, iterator };
  }

  #returnsGlobalObject(exported: Exported): boolean {
    if (!('type' in exported)) return this.#neighbours.returnsGlobalObject(exported);
    const fn = localFunction(exported, this.#scopes);
    const returned = fn === null ? [] : returnedBy(fn, this.#scopes.sourceCode.visitorKeys);
    return returned.flatMap(leaves).some((leaf) => mayBeShared(leaf, this.#scopes));
  }

  #changes(exported: Exported, index: number, kind: Kind | null): boolean {
    if (!('type' in exported)) return this.#neighbours.changesArgument(exported, index, kind);
    const path = globalPath(exported, this.#scopes);
    if (path !== null) return argumentMutators.get(`global:${path}`) === index;
    const fn = localFunction(exported, this.#scopes);
    const parameter = fn?.params[index];
    const name = parameter?.type === 'AssignmentPattern' ? parameter.left : parameter;
    const variable = name?.type === 'Identifier' ? this.#scopes.bound(name, fn) : null;
    if (variable === null) return false;
    const flow = new Flow(this.#scopes, this.#evaluation, {
      trustNames: kind !== null,
      methods: mutatorsOf(kind),
      neighbours: this.#neighbours,
    });
    flow.variable(variable, heldObject([]));
    return flow.run().some(({ weak }) => !weak);
  }

  #isPrimitive(exported: Exported): boolean {
    if (!('type' in exported)) return this.#neighbours.isPrimitive(exported);
    const variable = this.#scopes.resolve(inner(exported));
    const shapes = variable === null ? leaves(exported) : shapesOf(variable, this.#scopes);
    return shapes.length > 0 && shapes.every((shape) => this.#isPrimitiveShape(shape));
  }

  #isPrimitiveShape(shape: TSESTree.Node): boolean {
    return (
      kindOf(shape, this.#scopes) === 'primitive' || this.#scopes.globalName(shape) === 'undefined'
    );
  }
}
