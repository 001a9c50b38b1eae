import { assignedState } from './assigned-state.ts';
import { moduleVariables } from './bindings.ts';
import type { Evaluation } from './evaluation.ts';
import { exportedState } from './exports.ts';
import { globalWrites } from './global-objects.ts';
import { importWrites } from './imports.ts';
import { moduleState, type ModuleState } from './module-state.ts';
import type { Neighbours } from './neighbours.ts';
import type { Scopes } from './scopes.ts';
import { StatefulValues } from './stateful.ts';
import { classState, VariableStates } from './variables.ts';

export type { Exemption, Origin } from './knowledge/index.ts';
export type { ModuleState, StateKind } from './module-state.ts';

/** Finds the state that a module keeps or changes, one entry for each binding or write. */
export function findModuleState(
  scopes: Scopes,
  evaluation: Evaluation,
  neighbours: Neighbours,
): readonly ModuleState[] {
  const values = new StatefulValues(scopes, evaluation, neighbours);
  const variables = new VariableStates(scopes, evaluation, values, neighbours);
  const found = [
    ...moduleVariables(scopes).flatMap((variable) => variables.of(variable)),
    ...scopes.unnamedClasses.flatMap((node) => classState(node, scopes, evaluation, neighbours)),
    ...scopes.placedFunctions.flatMap((node) => variables.ofFunction(node)),
    ...exportedState(scopes, evaluation, values),
    ...assignedState(scopes, values),
    ...importWrites(scopes, evaluation, neighbours),
    ...globalWrites(scopes, evaluation, neighbours).map(({ name, node }) =>
      moduleState({ kind: 'globalWrite', node, name, write: node }),
    ),
  ];
  const places = new Set<unknown>();
  return found.filter(({ node }) => !places.has(node) && places.add(node));
}
