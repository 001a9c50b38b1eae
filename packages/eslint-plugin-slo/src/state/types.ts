import type {
  ParserServicesWithTypeInformation,
  TSESLint,
  TSESTree,
} from '@typescript-eslint/utils';
import { kindOfInstances, type Kind } from './kinds.ts';

type Services = ParserServicesWithTypeInformation;
type Type = ReturnType<Services['getTypeAtLocation']>;

/** Where Node's globals are declared. */
const typesOfNode = /[\\/]node_modules[\\/](?:@types[\\/]node|undici-types)[\\/]/;

/** Nobody writes unions or inherits longer by hand. */
const maximumTypes = 100;

/**
 * The kinds of container that an expression may be by its type, those that only lend themselves to
 * reading left out; none where the linter has no types. Side tables are left out, too.
 */
export function typedKinds(
  node: TSESTree.Node,
  { parserServices }: Pick<TSESLint.SourceCode, 'parserServices'>,
): Kind[] {
  if (!hasTypes(parserServices) || !parserServices.esTreeNodeToTSNodeMap.has(node)) return [];
  const { program } = parserServices;
  const checker = program.getTypeChecker();
  const kinds: Kind[] = [];
  const pending = [parserServices.getTypeAtLocation(node)];
  for (let step = 0; step < maximumTypes; step += 1) {
    const next = pending.pop();
    if (next === undefined) break;
    const type = checker.getApparentType(next); // of a type parameter, what it extends
    const kind = kindOfPlatform(type, program);
    if (kind !== null) kinds.push(kind);
    else if (type.isUnionOrIntersection()) pending.push(...type.types);
    else {
      const declared = targetOf(type);
      const hasBases = declared.isClassOrInterface() || checker.isTupleType(type);
      if (hasBases) pending.push(...checker.getBaseTypes(declared as typeof declared & Bases));
    }
  }
  return kinds;
}

type Checker = ReturnType<Services['program']['getTypeChecker']>;
type Bases = Parameters<Checker['getBaseTypes']>[0];

function hasTypes(services: TSESLint.SourceCode['parserServices']): services is Services {
  return services?.program != null;
}

/** The kind of what the language or the platform declares under the name of the type. */
function kindOfPlatform(type: Type, program: Services['program']): Kind | null {
  const symbol = type.getSymbol();
  const kind = symbol === undefined ? null : kindOfInstances(symbol.name);
  if (kind === null || kind === 'weakMap' || kind === 'weakSet') return null;
  const isPlatform = symbol?.declarations?.some((declaration) => {
    const file = declaration.getSourceFile();
    return program.isSourceFileDefaultLibrary(file) || typesOfNode.test(file.fileName);
  });
  return isPlatform === true ? kind : null;
}

/** The declaration that a generic type, or a tuple, is an instance of. */
function targetOf(type: Type): Type {
  return 'target' in type ? (type.target as Type) : type;
}
