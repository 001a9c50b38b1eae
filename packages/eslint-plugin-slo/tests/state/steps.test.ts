import { expect, test } from 'vitest';
import { Steps } from '../../src/state/steps.ts';

/** How many steps an object is followed. */
function followOne(steps: Steps): number {
  let nth = 1;
  while (steps.take(nth)) nth += 1;
  return nth - 1;
}

test('one object is followed for two thousand steps, whatever others took before', () => {
  const steps = new Steps();
  expect([followOne(steps), followOne(steps), followOne(steps)]).toEqual([2000, 2000, 2000]);
});

test('once a file has taken far too many, each object of it has a few left', () => {
  const steps = new Steps();
  for (let object = 0; object < 30; object += 1) followOne(steps);
  expect([followOne(steps), followOne(steps)]).toEqual([50, 50]);
});
