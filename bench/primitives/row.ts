import assert from 'node:assert/strict';

/** One call of what is measured. */
export type Call = (input: number) => unknown;

/** Builds a call from what a row gives to all its contestants; peers are imported here, when named. */
export type Make<Parts> = (parts: Parts) => Call | Promise<Call>;

type Makers<Parts> = Readonly<Record<string, Make<Parts>>>;

/** A job, the least code that does it, and the contestants that do it too. */
export interface Row<Parts> {
  readonly name: string;
  /** The most CPU time that our own entry may take, as a multiple of the floor's. */
  readonly target: number;
  /** The most memory that the process of our own entry may ever hold, where the row is about that. */
  readonly megabytes?: number;
  /** The least code that does the job. */
  readonly floor: Make<Parts>;
  /** Our own entries; the target is for the first. */
  readonly ours: Makers<Parts>;
  /** Other ways to write it without a library. */
  readonly byHand?: Makers<Parts>;
  readonly peers: Makers<Parts>;
  /** What is timed: the parts, the input of every call, and what its answer must be. */
  readonly timed: {
    readonly parts: Parts;
    readonly input: number;
    readonly check: (answer: unknown) => void;
  };
  /** Fails unless what was made does the row's whole job, failures and limits included. */
  readonly prove: (make: Make<Parts>) => Promise<void>;
}

/** A row whose parts are its own business. */
export interface AnyRow extends Pick<Row<unknown>, 'name' | 'target' | 'megabytes'> {
  /** Everybody but the floor. */
  readonly contestants: readonly string[];
  /** Our own entry, once there is one. */
  readonly ours: string | undefined;
  readonly peers: readonly string[];
  readonly input: number;
  readonly check: (answer: unknown) => void;
  make(contestant: string): Promise<Call>;
  prove(contestant: string): Promise<void>;
}

export const floorName = 'floor';

export function defineRow<Parts>(row: Row<Parts>): AnyRow {
  const { timed, floor, ours, byHand, peers, prove, ...facts } = row;
  const contestants = { ...ours, ...byHand, ...peers };
  const makers = new Map(Object.entries({ [floorName]: floor, ...contestants }));
  function maker(contestant: string): Make<Parts> {
    const make = makers.get(contestant);
    if (make !== undefined) return make;
    throw new RangeError(
      `Expected a contestant of "${facts.name}" (${[...makers.keys()].join(', ')}), got ${contestant}`,
    );
  }
  return {
    ...facts,
    contestants: Object.keys(contestants),
    ours: Object.keys(ours)[0],
    peers: Object.keys(peers),
    input: timed.input,
    check: timed.check,
    make: async (contestant) => maker(contestant)(timed.parts),
    prove: (contestant) => prove(maker(contestant)),
  };
}

/** A check that only one answer passes. */
export function equals(expected: unknown): (answer: unknown) => void {
  return (answer) => {
    assert.deepEqual(answer, expected);
  };
}
