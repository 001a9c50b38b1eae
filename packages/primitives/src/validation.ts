/** Shows a value that was refused, short enough for one line of a message. */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 80));
  if (typeof value === 'function')
    return value.name === '' ? 'a function' : `function ${value.name}`;
  if (typeof value === 'bigint') return `${String(value)}n`;
  if (Array.isArray(value)) return `an array of ${String(value.length)}`;
  if (typeof value !== 'object' || value === null) return String(value);
  const { constructor, [Symbol.toStringTag]: tag } = value as { [Symbol.toStringTag]?: unknown };
  if (typeof tag === 'string' && typeof constructor !== 'function') return `an instance of ${tag}`;
  return typeof constructor === 'function' && constructor !== Object
    ? `an instance of ${constructor.name}`
    : `an object with ${Object.keys(value).slice(0, 5).join(', ') || 'no keys'}`;
}

/** Refuses an options object with a key that nothing reads: a typo must not pass in silence. */
export function refuseUnknownOptions(
  owner: string,
  options: unknown,
  known: readonly string[],
): void {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(`Expected the options of ${owner} to be an object, got ${show(options)}`);
  }
  for (const key of Object.keys(options)) {
    if (!known.includes(key)) {
      throw new TypeError(`${owner} has no option "${key}"; it has ${known.join(', ')}`);
    }
  }
}

/** Refuses what is no whole number of at least one, or of what is the least; `Infinity` passes. */
export function toCount(option: string, value: number, least = 1): number {
  if (typeof value !== 'number' || !(Number.isInteger(value) || value === Infinity)) {
    throw new TypeError(`Expected ${option} to be a whole number or Infinity, got ${show(value)}`);
  }
  if (value < least) {
    throw new RangeError(`Expected ${option} to be ${String(least)} or more, got ${String(value)}`);
  }
  return value;
}

/** Refuses what is no text, or an empty one. */
export function toName(option: string, value: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new TypeError(`Expected ${option} to be a non-empty string, got ${show(value)}`);
}

/** Refuses a value that is not among the choices. */
export function toChoice<Choice extends string>(
  option: string,
  value: Choice,
  choices: readonly Choice[],
): Choice {
  if (choices.includes(value)) return value;
  const list = choices.map((choice) => `'${choice}'`).join(', ');
  throw new TypeError(`Expected ${option} to be one of ${list}, got ${show(value)}`);
}

/** The steps of a record with their names; under a symbol none could be told from another. */
export function toNamed<Value>(
  owner: string,
  record: Readonly<Record<string, Value>>,
): [name: string, value: Value][] {
  const [symbol] = Object.getOwnPropertySymbols({ ...record });
  if (symbol === undefined) return Object.entries(record);
  throw new TypeError(
    `Expected the steps of ${owner} to have texts for names, got ${show(symbol)}`,
  );
}

/** Refuses what cannot be called. */
export function toFunction<Wanted>(option: string, value: Wanted): Wanted {
  if (typeof value === 'function') return value;
  throw new TypeError(`Expected ${option} to be a function, got ${show(value)}`);
}

/** Refuses what lacks one of the methods. */
export function toObjectWith(option: string, value: object, methods: readonly string[]): void {
  const given: unknown = value;
  const has = (method: string): boolean =>
    typeof given === 'object' &&
    given !== null &&
    typeof (given as Record<string, unknown>)[method] === 'function';
  if (methods.every(has)) return;
  throw new TypeError(`Expected ${option} to have ${methods.join(', ')}, got ${show(value)}`);
}
