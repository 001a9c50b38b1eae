import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  accuracyOf,
  type Digits,
  loadDigits,
  loadWeights,
  type Settings,
  trainAClassifier,
} from './train-a-classifier.ts';

let folder: string;
let digits: Digits;
let settings: Settings;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'train-a-classifier-'));
  digits = loadDigits();
  settings = {
    seed: 1,
    learningRate: 0.3,
    batchSize: 50,
    epochs: 30,
    patience: 3,
    checkpoint: join(folder, 'weights.json'),
  };
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the digits', () => {
  it('are 10,000 images with one label each', () => {
    expect(digits.images).toMatchObject({ rows: 10_000, columns: 28 * 28 + 1 });
    expect(digits.labels.sum('row')).toEqual(Array(10_000).fill(1));
  });

  it('hold grey values from 0 to 1 and a column of ones', () => {
    expect([digits.images.min(), digits.images.max()]).toEqual([0, 1]);
    expect(new Set(digits.images.getColumn(28 * 28))).toEqual(new Set([1]));
  });
});

describe('training', { timeout: 60_000 }, () => {
  it('tells at least 90 of 100 digits right that it never saw, and stops once it no longer gets better', () => {
    const accuracies: number[] = [];
    const trained = trainAClassifier(digits, {
      ...settings,
      onEpoch: (_, accuracy) => accuracies.push(accuracy),
    });

    expect(trained.testAccuracy).toBeGreaterThan(0.9);
    expect(trained.validationAccuracy).toBe(Math.max(...accuracies));
    expect(trained.epoch).toBe(accuracies.indexOf(trained.validationAccuracy) + 1);
    expect(accuracies).toHaveLength(trained.epoch + settings.patience);
    expect(loadWeights(settings.checkpoint)).toEqual(trained.weights);
  });

  it.for([
    { run: 'a loop that learns nothing', broken: () => ({ data: digits, learningRate: 0 }) },
    {
      run: 'a loop that climbs the gradient',
      broken: () => ({ data: digits, learningRate: -0.3 }),
    },
    { run: 'training on labels of other images', broken: () => ({ data: mislabelled(digits) }) },
  ])('$run does no better than chance', ({ broken }) => {
    const { data, ...changes } = broken();
    const trained = trainAClassifier(data, { ...settings, ...changes, epochs: 2 });
    expect(trained.testAccuracy).toBeLessThan(0.2);
  });

  it('never sees the digits that measure it', () => {
    // There are more weights than digits here: wrong labels that training saw would be learnt by heart.
    const data = every(mislabelled(digits), 20);
    const trained = trainAClassifier(data, { ...settings, patience: 30 });
    expect(trained.validationAccuracy).toBeLessThan(0.4);
    expect(trained.testAccuracy).toBeLessThan(0.4);
  });

  it('gives the same weights for the same seed, others for another', () => {
    const data = every(digits, 20);
    const [first, again, other] = [1, 1, 2].map(
      (seed) => trainAClassifier(data, { ...settings, seed, epochs: 2 }).weights,
    );
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('leaves the best weights so far on disk at any moment', () => {
    const checkpoint = join(folder, 'interrupted.json');
    const data = every(digits, 20);
    const interrupt = new Error('interrupted');
    expect(() =>
      trainAClassifier(data, {
        ...settings,
        checkpoint,
        onEpoch: (epoch) => {
          if (epoch === 2) throw interrupt;
        },
      }),
    ).toThrow(interrupt);

    const { weights } = trainAClassifier(data, { ...settings, epochs: 1 });
    expect(loadWeights(checkpoint)).toEqual(weights);
    expect(accuracyOf(weights, data)).toBeGreaterThan(0.6);
  });

  it.for([0, -1, NaN])('refuses a batchSize of %d', (batchSize) => {
    expect(() => trainAClassifier(digits, { ...settings, batchSize })).toThrow(
      new RangeError(`Expected batchSize of 1 or more, got ${batchSize}`),
    );
  });
});

/** Gives each image the label of an image far away; the count of each label stays. */
function mislabelled({ images, labels }: Digits): Digits {
  const rows = Array.from({ length: labels.rows }, (_, row) => (row * 7919) % labels.rows);
  return { images, labels: labels.subMatrixRow(rows) };
}

function every({ images, labels }: Digits, step: number): Digits {
  const rows = Array.from({ length: labels.rows / step }, (_, row) => row * step);
  return { images: images.subMatrixRow(rows), labels: labels.subMatrixRow(rows) };
}
