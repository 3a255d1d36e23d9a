import { Skeleton, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { sampleQuery, type Draft, type ModelSample } from '../../api/develop.ts'
import { Code } from '../../components/code.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { ResultsGrid } from '../../components/results-grid/results-grid.tsx'

type Props = { projectUuid: string; draft: Draft; model: string; shows: 'rows' | 'sql' }

/** What the warehouse answers for a model as it is written now: its first rows, or the SQL that gives them. */
export function ModelRows({ projectUuid, draft, model, shows }: Props) {
  const { t } = useTranslation()
  const sample = useQuery({ ...sampleQuery(projectUuid, draft, model), placeholderData: keepPreviousData })
  return (
    <QueryBoundary query={sample} failed={t('develop.sampleFailed')} skeleton={<Skeleton height={200} />}>
      {(found) => (shows === 'sql' ? <Code label={t('develop.sql')} value={found.sql} maxHeight={520} /> : <Rows sample={found} model={model} />)}
    </QueryBoundary>
  )
}

function Rows({ sample: { columns, rows }, model }: { sample: ModelSample; model: string }) {
  const { t } = useTranslation()
  const prefix = `${model}_`
  return (
    <>
      <Text size="xs" c="dimmed" mb={4}>
        {t('develop.sampleOf', { count: rows.length, model })}
      </Text>
      <ResultsGrid
        label={t('develop.rows')}
        columns={columns.map(({ name, type }) => ({
          id: name,
          label: name.startsWith(prefix) ? name.slice(prefix.length) : name,
          hint: type,
          numeric: type === 'number',
        }))}
        rowCount={rows.length}
        cellAt={(row, column) => {
          const value = rows[row]?.[column]
          return value === null || value === undefined
            ? { text: '∅', isNull: true }
            : { text: typeof value === 'object' ? JSON.stringify(value) : String(value), isNull: false }
        }}
        height={480}
      />
    </>
  )
}
