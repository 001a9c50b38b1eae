export { ManualClock } from './manual-clock.ts';
export { mock, MockPrimitive, type RecordedCall } from './mock.ts';
export { recorded, type RecordedStep } from './recorded.ts';
export { seededRandom } from './seeded-random.ts';
