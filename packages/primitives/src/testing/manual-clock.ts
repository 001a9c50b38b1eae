import type { Clock, Timer } from '../clock.ts';
import { toMilliseconds, type Duration } from '../duration.ts';

interface Alarm {
  readonly at: number;
  readonly callback: () => void;
}

/**
 * A clock whose hands the test turns: no test has to wait for real time.
 *
 * @example
 * ```ts
 * const clock = new ManualClock();
 * const running = flow.execute(input, new WorkflowContext('test', { clock }));
 * await clock.advance('30s');
 * await running;
 * ```
 */
export class ManualClock implements Clock {
  readonly #start: number;
  #elapsed = 0;
  // Kept in order of setting, so that alarms for the same moment ring in that order.
  readonly #alarms = new Set<Alarm>();

  /** @param start - What `now()` says at first, in milliseconds since 1970. Default: 2026-01-01. */
  constructor(start = Date.UTC(2026, 0, 1)) {
    this.#start = start;
  }

  /** How many timers wait to ring; 0 after a run that left nothing behind. */
  get pending(): number {
    return this.#alarms.size;
  }

  /** Wall-clock time: the start and how far the hands were turned. */
  now(): number {
    return this.#start + this.#elapsed;
  }

  /** How far the hands were turned. */
  monotonic(): number {
    return this.#elapsed;
  }

  /** Sets an alarm that rings when the hands get there. */
  setTimeout(callback: () => void, milliseconds: number): Timer {
    const alarm = { at: this.#elapsed + Math.max(0, milliseconds), callback };
    this.#alarms.add(alarm);
    return alarm;
  }

  /** Takes an alarm back. */
  clearTimeout(timer: Timer): void {
    this.#alarms.delete(timer as Alarm);
  }

  /**
   * Turns the hands on; timers ring on the way, each followed by all that its ringing sets off.
   *
   * @throws {TypeError} When the argument is no duration.
   * @throws {RangeError} When it is negative: no clock goes back.
   */
  async advance(duration: Duration): Promise<void> {
    const target = this.#elapsed + toMilliseconds('the time to advance', duration);
    await settled();
    for (let alarm = this.#next(target); alarm !== undefined; alarm = this.#next(target)) {
      this.#ring(alarm);
      await settled();
    }
    this.#elapsed = target;
  }

  /** Turns the hands on, timer by timer, until none is left. */
  async run(): Promise<void> {
    await settled();
    for (let alarm = this.#next(Infinity); alarm !== undefined; alarm = this.#next(Infinity)) {
      this.#ring(alarm);
      await settled();
    }
  }

  #ring(alarm: Alarm): void {
    this.#elapsed = Math.max(this.#elapsed, alarm.at);
    this.#alarms.delete(alarm);
    alarm.callback();
  }

  #next(until: number): Alarm | undefined {
    let first: Alarm | undefined;
    for (const alarm of this.#alarms) {
      if (alarm.at <= until && (first === undefined || alarm.at < first.at)) first = alarm;
    }
    return first;
  }
}

/** Lets every promise that can settle do so: immediates run after all microtasks. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
