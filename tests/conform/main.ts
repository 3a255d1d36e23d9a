import { report } from './check-door.ts'
import { checkDoors } from './doors.ts'

/** `npm run conform`: one line a door, then what does not conform. Ends with 1 when something that exists differs. */
for (const result of await checkDoors()) {
  if ('missing' in result) {
    console.log(`${result.door}: not checked: ${result.missing}`)
    process.exitCode = 1
    continue
  }
  console.log(report(result.door, result.verdicts).join('\n'))
  if (result.verdicts.some((verdict) => verdict.outcome === 'differs')) process.exitCode = 1
}
