import type { TFunction } from 'i18next'

/** How old an answer may be: "up to 15 minutes". */
export function freshnessText(t: TFunction, seconds: number | null): string {
  if (seconds === null) return t('endpoints.freshDefault')
  if (seconds < 3600) return t('endpoints.freshMinutes', { count: Math.round(seconds / 60) })
  if (seconds < 86_400) return t('endpoints.freshHours', { count: Math.round(seconds / 3600) })
  return t('endpoints.freshDays', { count: Math.round(seconds / 86_400) })
}
