import { columnFromArray, TimeUnit, timestamp, utf8 } from '@uwdata/flechette'
import type { Channel, Task } from './channel.ts'
import { writeArrow } from './arrow.ts'

/**
 * What an interpreter does while it waits for its first cell: V8 compiles well only what has run often, and Python that
 * has not is four times slower. A little at a time, so that whoever comes waits for one small cell at most.
 */
const rounds = 100
/** How long it rests after each, in times of what that took: most of a core is left to others. */
const rest = 3

const rows = Array.from({ length: 2000 }, (_, index) => index)
const moments = rows.map((row) => new Date(1.7e12 + row * 60_000))
const texts = rows.map((row) => `text ${row % 50}`)

/** Tables in and out, rows, groups, texts, moments: no names of people's cells are touched. */
const code = `
import datetime
sums = [one - two for one, two in zip(rows["amount"], rows["whole"])]
texts = [f"{text} {number:.2f}" for text, number in zip(rows["text"], sums)]
days = {day: text.upper().split(" ") for day, text in zip(rows["at"], texts)}
groups = rows.group_by("text", total=("amount", sum), many=len).sort("total", descending=True)
kept = rows.filter(lambda row: row["amount"] > 500 and isinstance(row["at"], datetime.datetime))
made = rows.with_columns(sums=sums, texts=texts, days=list(days), short=[number % 2 == 0 for number in rows["whole"]])
`

/** What these cells say is for nobody, but that the interpreter broke: it is to be given to nobody then. */
const listener = (onCrash: Channel['say']): Channel => ({
  say: (said, parts, last) => (said.is === 'crashed' ? onCrash(said, parts, last) : undefined),
  ask: () => Promise.reject(new Error('nobody is asked')),
})

/** The cell it runs, and the table that the cell reads as `rows`. */
export function warmUpCell(): { code: string; rows: Uint8Array; defines: string[] } {
  const bytes = writeArrow([
    ['amount', columnFromArray(Float64Array.from(rows, (row) => row * 1.37))],
    ['whole', columnFromArray(BigInt64Array.from(rows, BigInt))],
    ['at', columnFromArray(moments, timestamp(TimeUnit.MILLISECOND, null))],
    ['text', columnFromArray(texts, utf8())],
  ])
  return { code, rows: new Uint8Array(bytes), defines: ['made', 'groups', 'kept'] }
}

/** Runs cells of its own until `isWanted` says that somebody's has come, or the interpreter breaks, which the server is told. */
export async function warmUp(runCell: (task: Task, channel: Channel) => Promise<void>, server: Pick<Channel, 'say'>, isWanted: () => boolean): Promise<void> {
  const interpreter = { isBroken: false }
  const channel = listener((...said) => {
    interpreter.isBroken = true
    server.say(...said)
  })
  const { rows: table, defines } = warmUpCell()
  const message: Task['message'] = { do: 'run', code, reads: [{ name: 'rows', table: 0 }], defines, shows: null, textBytes: 0, displays: 0 }
  for (let round = 0; round < rounds && !interpreter.isBroken && !isWanted(); round++) {
    const begun = performance.now()
    await runCell({ message, parts: [table] }, channel)
    await new Promise((resolve) => setTimeout(resolve, rest * Math.max(5, performance.now() - begun)))
  }
}
