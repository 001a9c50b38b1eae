import type { TSESTree } from '@typescript-eslint/utils';
import { copyOf, readKey, wrapped, type Held } from './held.ts';
import type { Scopes } from './scopes.ts';
import { keyName } from './syntax.ts';

/** A name together with what a pattern gives it. */
interface Part {
  readonly name: TSESTree.Identifier;
  readonly held: Held;
}

/** The parts of a value that a pattern, or a plain name, binds. */
export function partsOf(pattern: TSESTree.Node, held: Held | null, scopes: Scopes): Part[] {
  if (held === null) return [];
  switch (pattern.type) {
    case 'Identifier':
      return [{ name: pattern, held }];
    case 'AssignmentPattern':
      return partsOf(pattern.left, held, scopes);
    case 'RestElement': {
      const isParameter = pattern.parent.type !== 'ObjectPattern';
      const rest = isParameter ? wrapped(held, null) : copyOf(held, scopes);
      return partsOf(pattern.argument, rest, scopes);
    }
    case 'ArrayPattern':
      return pattern.elements.flatMap((element, index) => {
        if (element === null) return [];
        return element.type === 'RestElement'
          ? partsOf(element.argument, copyOf(held, scopes), scopes)
          : partsOf(element, readKey(held, String(index), scopes), scopes);
      });
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        property.type === 'RestElement'
          ? partsOf(property, held, scopes)
          : partsOf(property.value, readKey(held, keyName(property), scopes), scopes),
      );
    default:
      return [];
  }
}
