import { Tooltip } from '@mantine/core'
import { exactTime, relativeTime } from './relative-time.ts'

/** "3 minutes ago", the exact moment on hover. */
export function Ago({ at }: { at: string | number | Date }) {
  const moment = new Date(at)
  if (Number.isNaN(moment.getTime())) return null
  return (
    <Tooltip label={exactTime(moment)}>
      <time dateTime={moment.toISOString()}>{relativeTime(moment, new Date())}</time>
    </Tooltip>
  )
}
