import fc from 'fast-check';

type Ends = 'well' | 'badly';

/** Where a map has its items from, and how long each takes to come. */
export interface Source {
  readonly kind: 'list' | 'generator' | 'async generator';
  readonly items: number;
  readonly milliseconds: number;
  /** How it ends after its last item. */
  readonly ends: Ends;
}

/** What a flow is built from: every primitive, nested at random. */
export type Shape =
  | {
      kind: 'leaf';
      milliseconds: number;
      /** `either` is decided by the input. */
      ends: Ends | 'either';
      heeds: boolean;
      foreign: boolean;
    }
  | { kind: 'sequential' | 'fallback'; children: Shape[] }
  | { kind: 'saga'; children: Shape[]; undoing: Ends }
  | { kind: 'conditional' | 'router'; children: Shape[]; choice: number; foreign: boolean }
  | { kind: 'parallel'; children: Shape[]; concurrency: number; collects: boolean; named: boolean }
  | { kind: 'map'; children: [Shape]; source: Source; concurrency: number; collects: boolean }
  | {
      kind: 'mapStream';
      children: [Shape];
      source: Source;
      concurrency: number;
      takes: number;
      pause: number;
    }
  | {
      kind: 'retry';
      children: [Shape];
      maxAttempts: number;
      initialDelay: number;
      perAttempt: number | undefined;
      total: number | undefined;
    }
  | { kind: 'timeout' | 'hedge' | 'rateLimit'; children: [Shape]; milliseconds: number }
  | { kind: 'bulkhead' | 'cache' | 'circuitBreaker' | 'lambda'; children: [Shape] };

/** Shapes of flows, the small ones first. */
export const shapes: fc.Arbitrary<Shape> = fc.letrec<{ shape: Shape }>((tie) => {
  const one = fc.tuple(tie('shape'));
  const some = fc.array(tie('shape'), { minLength: 1, maxLength: 3 });
  const concurrency = fc.integer({ min: 1, max: 3 });
  const ends = fc.constantFrom<Ends>('well', 'well', 'well', 'badly');
  const source = fc
    .record({
      kind: fc.constantFrom('list' as const, 'generator' as const, 'async generator' as const),
      items: fc.integer({ min: 0, max: 3 }),
      milliseconds: fc.integer({ min: 0, max: 30 }),
      ends,
    })
    .map((each): Source => (each.kind === 'list' ? { ...each, ends: 'well' } : each));
  const limit = fc.integer({ min: 1, max: 60 });
  const leaf = fc.record({
    kind: fc.constant('leaf' as const),
    milliseconds: fc.integer({ min: 0, max: 40 }),
    ends: fc.oneof(ends, fc.constant('either' as const)),
    heeds: fc.boolean(),
    foreign: fc.boolean(),
  });
  return {
    shape: fc.oneof(
      { maxDepth: 4, depthSize: 'medium' },
      leaf,
      fc.record({ kind: fc.constantFrom('sequential', 'fallback'), children: some }),
      fc.record({ kind: fc.constant('saga'), children: some, undoing: ends }),
      fc.record({
        kind: fc.constantFrom('conditional', 'router'),
        children: fc.tuple(tie('shape'), tie('shape')),
        choice: fc.integer({ min: 0, max: 1 }),
        foreign: fc.boolean(),
      }),
      fc.record({
        kind: fc.constant('parallel'),
        children: some,
        concurrency,
        collects: fc.boolean(),
        named: fc.boolean(),
      }),
      fc.record({
        kind: fc.constant('map'),
        children: one,
        source,
        concurrency,
        collects: fc.boolean(),
      }),
      fc.record({
        kind: fc.constant('mapStream'),
        children: one,
        source,
        concurrency,
        takes: fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 3 })),
        pause: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 })),
      }),
      fc.record({
        kind: fc.constant('retry'),
        children: one,
        maxAttempts: fc.integer({ min: 1, max: 3 }),
        initialDelay: fc.integer({ min: 0, max: 20 }),
        perAttempt: fc.option(limit, { nil: undefined }),
        total: fc.option(limit, { nil: undefined }),
      }),
      fc.record({
        kind: fc.constantFrom('timeout', 'hedge', 'rateLimit'),
        children: one,
        milliseconds: limit,
      }),
      fc.record({
        kind: fc.constantFrom('bulkhead', 'cache', 'circuitBreaker', 'lambda'),
        children: one,
      }),
    ),
  };
}).shape;

/** Whether something holds for a shape and all within it. */
export function every(shape: Shape, holds: (shape: Shape) => boolean): boolean {
  const children: readonly Shape[] = 'children' in shape ? shape.children : [];
  return holds(shape) && children.every((child) => every(child, holds));
}

/** Whether nothing in a flow ends badly of itself. */
export function endsWell(shape: Shape): boolean {
  return every(shape, (each) => {
    if (each.kind === 'leaf') return each.ends === 'well';
    if (each.kind === 'saga') return each.undoing === 'well';
    return !('source' in each) || each.source.ends === 'well';
  });
}

/** Whether a flow waits for all its work: what has a limit gives slow work up. */
export function waits(shape: Shape): boolean {
  return every(shape, (each) => {
    if (each.kind === 'retry') return each.perAttempt === undefined && each.total === undefined;
    return each.kind !== 'timeout' && each.kind !== 'hedge';
  });
}

/** What a flow returns when nothing fails, is given up, or is aborted. */
export function outputOf(shape: Shape, input: unknown): unknown {
  const within = (child: Shape | undefined, given: unknown): unknown =>
    child === undefined ? given : outputOf(child, given);
  switch (shape.kind) {
    case 'leaf':
      return digest(shape.milliseconds, input);
    case 'sequential':
    case 'saga':
      return shape.children.reduce((value, child) => outputOf(child, value), input);
    case 'conditional':
    case 'router':
      return within(shape.children[shape.choice], input);
    case 'parallel': {
      const outputs = shape.children.map((child) => settled(shape, outputOf(child, input)));
      return shape.named ? Object.fromEntries(outputs.entries()) : outputs;
    }
    case 'map':
      return numbers(shape.source.items).map((n) => settled(shape, outputOf(shape.children[0], n)));
    case 'mapStream':
      return numbers(Math.min(shape.source.items, shape.takes)).map((n) =>
        outputOf(shape.children[0], n),
      );
    default:
      return within(shape.children[0], input);
  }
}

/** The first so many numbers, as the items of a map. */
export function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n);
}

/** A number that tells one input of a leaf from another. */
export function digest(milliseconds: number, input: unknown): number {
  let sum = milliseconds;
  for (const char of JSON.stringify(input)) sum = (sum * 31 + char.charCodeAt(0)) % 1_000_003;
  return sum;
}

function settled({ collects }: { collects: boolean }, value: unknown): unknown {
  return collects ? { status: 'fulfilled', value } : value;
}
