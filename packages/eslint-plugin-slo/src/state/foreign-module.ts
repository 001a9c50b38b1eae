import { basename } from 'node:path';
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { shapesOf } from './bindings.ts';
import { Evaluation } from './evaluation.ts';
import { exportedAs, type Exported } from './exported.ts';
import { kindOf } from './kinds.ts';
import type { Making, Neighbours } from './neighbours.ts';
import { Scopes } from './scopes.ts';
import { StatefulValues } from './stateful.ts';
import { first, plain, type Statefulness } from './statefulness.ts';
import { inner, leaves } from './syntax.ts';

/** What can be asked about an export: what calling it makes, or what it is. */
export type Question = Making | 'value';

/** What is known of an export: why what it makes keeps state, or that it is a number or the like. */
export type Verdict = Statefulness | 'primitive' | null;

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
    if (question !== 'value') return first(exported, (each) => this.#made(each, question));
    const isPrimitive = exported.length > 0 && exported.every((each) => this.#isPrimitive(each));
    return isPrimitive ? 'primitive' : null;
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
