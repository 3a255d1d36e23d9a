import type { Dialect } from '../types/dialect.ts'
import type { Bucket, KeptKey } from './types.ts'

/** The SQL of a key: its column, or the beginning of the stretch of time (UTC) that it, or the moment before it, lies in. */
export function bucketSql({ column: text, bucket, kind, isShifted }: KeptKey, dialect: Dialect): string {
  const column = !isShifted ? text : kind === 'date' ? `${text} - 1` : `${text} - INTERVAL '1 microsecond'`
  if (bucket === null) return isShifted && kind === 'timestamp' ? `date_trunc('second', ${column})` : column
  if (bucket === 'fifteen_minutes') {
    return dialect.name === 'duckdb' ? `time_bucket(INTERVAL '15 minutes', ${column})` : `date_bin(INTERVAL '15 minutes', ${column}, TIMESTAMP '2000-01-01')`
  }
  const cut = `date_trunc('${bucket}', ${column})`
  return kind === 'date' ? `CAST(${cut} AS DATE)` : cut
}

/** Whether a moment (`YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS`, UTC) is the beginning of a bucket: then no row is cut in two. */
export function isEdge(moment: string, bucket: Bucket): boolean {
  const [day = '', time = '00:00:00'] = moment.split(/[ T]/)
  const [hours = '00', minutes = '00', seconds = '00'] = time.split(':')
  if (seconds !== '00') return false
  if (bucket === 'minute') return true
  if (bucket === 'fifteen_minutes') return Number(minutes) % 15 === 0
  if (minutes !== '00') return false
  if (bucket === 'hour') return true
  if (hours !== '00') return false
  if (bucket === 'day') return true
  return bucket === 'month' ? day.endsWith('-01') : new Date(`${day}T00:00:00Z`).getUTCDay() === 1
}
