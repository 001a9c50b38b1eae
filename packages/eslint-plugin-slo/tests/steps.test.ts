import { expect, test } from 'vitest';
import { Steps } from '../src/steps.ts';

const LIMITS = { ofQuestion: 200, ofFile: 1000, free: 5 };

/** How many steps a question may take that would take more. */
function askOne(steps: Steps): number {
  let byNow = 1;
  while (steps.take(byNow)) byNow += 1;
  return byNow - 1;
}

test('one question may take its steps, whatever others took before', () => {
  const steps = new Steps(LIMITS);
  expect([askOne(steps), askOne(steps), askOne(steps)]).toEqual([200, 200, 200]);
});

test('once a file has taken far too many, each question of it has a few left', () => {
  const steps = new Steps(LIMITS);
  for (let question = 0; question < 10; question += 1) askOne(steps);
  expect([askOne(steps), askOne(steps)]).toEqual([5, 5]);
});

test('questions that take few steps take none from the others', () => {
  const steps = new Steps(LIMITS);
  for (let question = 0; question < 1000; question += 1) steps.take(5);
  expect(askOne(steps)).toBe(200);
});

test('a step may cost as much as many', () => {
  const steps = new Steps(LIMITS);
  expect([steps.take(101, 100), steps.take(201, 100), steps.take(6)]).toEqual([true, false, true]);
});
