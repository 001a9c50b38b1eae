/** Fails unless all contestants of a row do its whole job: `node prove.ts <row>`. */
import { floorName } from './row.ts';
import { findRow } from './rows/index.ts';

const row = findRow(process.argv[2]);
for (const contestant of [floorName, ...row.contestants]) {
  try {
    await row.prove(contestant);
  } catch (error) {
    throw new Error(`${contestant} does not do the job of "${row.name}"`, { cause: error });
  }
}
console.log(JSON.stringify(row.contestants));
// What a contestant left running is the business of the leak table.
process.exit();
