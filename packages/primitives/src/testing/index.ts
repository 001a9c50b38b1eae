export { ManualClock } from './manual-clock.ts';
export { mock, MockPrimitive } from './mock.ts';
export { seededRandom } from './seeded-random.ts';
