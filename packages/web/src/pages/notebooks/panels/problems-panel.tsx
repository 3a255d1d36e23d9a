import { tellFailure, tellProblem, type NotebookProblem } from '@atrium/documents'
import { List, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSessionPart } from '../../../app-session/use-app-session.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { useNotebook } from '../notebook-context.ts'
import type { Labels } from './labels.ts'
import { ToCell } from './to-cell.tsx'

type Props = { labels: Labels; problems: readonly NotebookProblem[]; onShow: (cellId: string) => void }

const noOutcomes = new Map<string, never>()

/** What is wrong as it is written, and what failed when it ran. */
export function ProblemsPanel({ labels, problems, onShow }: Props) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const { store } = useNotebook()
  const outcomes = useSessionPart(store, (state) => state.outcomes, noOutcomes)
  const failed = [...outcomes.values()].filter(({ cellId, failure }) => failure !== null && labels.has(cellId))
  if (problems.length === 0 && failed.length === 0) return <Text size="sm">{t('notebooks.noProblems')}</Text>
  return (
    <List size="sm" spacing="xs">
      {problems.map((problem) => {
        const { message, hint } = tellProblem(problem, labels, locale)
        return (
          <List.Item key={`${problem.cellId} ${message}`}>
            {problem.cellId !== null && <ToCell id={problem.cellId} labels={labels} onShow={onShow} />} {message}{' '}
            <Text span size="sm" c="dimmed">
              {hint}
            </Text>
          </List.Item>
        )
      })}
      {failed.map(({ cellId, failure }) => (
        <List.Item key={`failed ${cellId}`}>
          <ToCell id={cellId} labels={labels} onShow={onShow} />{' '}
          <Text span size="sm" style={{ overflowWrap: 'anywhere' }}>
            {failure !== null && tellFailure(failure, locale, labels).message}
          </Text>
        </List.Item>
      ))}
    </List>
  )
}
