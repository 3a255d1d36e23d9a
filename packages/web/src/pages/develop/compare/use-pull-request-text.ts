import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { metricChangesQuery } from '../../../api/compare-models.ts'
import { validationQuery, type Draft } from '../../../api/develop.ts'
import { exactTime } from '../../../components/relative-time.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { pullRequestText } from './pull-request-text.ts'
import { useTotals } from './use-totals.ts'

/** The text of a pull request for a draft; null until all that is in it is known. */
export function usePullRequestText(projectUuid: string, draft: Draft): { text: string | null; error: Error | null } {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const changes = useQuery(metricChangesQuery(projectUuid, draft))
  const validation = useQuery(validationQuery(projectUuid, draft))
  const totals = useTotals(projectUuid, draft, changes.data?.metrics ?? [])
  if (changes.data === undefined || validation.data === undefined || totals.some(({ isPending }) => isPending)) {
    return { text: null, error: changes.error ?? validation.error }
  }
  const asOf = exactTime(new Date(changes.dataUpdatedAt), locale)
  return { text: pullRequestText({ path: draft.path, changes: changes.data, totals, validation: validation.data, asOf, locale }, t), error: null }
}
