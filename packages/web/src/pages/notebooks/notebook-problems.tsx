import { cellLabels, notebookGraph, notebookProblems, tellProblem, type NotebookDocument } from '@atrium/documents'
import { Alert, List, Text } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../i18n/language.ts'

/** All that is wrong with a notebook, by cell; nothing where nothing is. */
export function NotebookProblems({ document }: { document: NotebookDocument }) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const told = useMemo(() => {
    const labels = cellLabels(document, locale)
    return notebookProblems(document, notebookGraph(document)).map((problem) => ({
      cell: problem.cellId === null ? null : (labels.get(problem.cellId) ?? problem.cellId),
      isError: problem.severity === 'error',
      ...tellProblem(problem, labels, locale),
    }))
  }, [document, locale])
  if (told.length === 0) return null
  return (
    <Alert color={told.some(({ isError }) => isError) ? 'red' : 'orange'} variant="light" mb="sm" title={t('notebooks.problemCount', { count: told.length })}>
      <List size="sm">
        {told.slice(0, mostProblems).map(({ cell, message, hint }) => (
          <List.Item key={`${cell} ${message}`}>
            {cell !== null && <b>{cell}: </b>}
            {message}{' '}
            <Text span size="sm" c="dimmed">
              {hint}
            </Text>
          </List.Item>
        ))}
      </List>
      {told.length > mostProblems && t('notebooks.moreNotes', { count: told.length - mostProblems })}
    </Alert>
  )
}

const mostProblems = 20
