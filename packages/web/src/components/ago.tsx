import { Tooltip } from '@mantine/core'
import { useLanguage } from '../i18n/language.ts'
import { exactTime, relativeTime } from './relative-time.ts'

/** "3 minutes ago", the exact moment on hover. */
export function Ago({ at }: { at: string | number | Date }) {
  const { locale } = useLanguage()
  const moment = new Date(at)
  if (Number.isNaN(moment.getTime())) return null
  return (
    <Tooltip label={exactTime(moment, locale)}>
      <time dateTime={moment.toISOString()}>{relativeTime(moment, new Date(), locale)}</time>
    </Tooltip>
  )
}
