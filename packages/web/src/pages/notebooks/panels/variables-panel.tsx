import { plainValue } from '@atrium/documents'
import { Code, Table, Text } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { SessionState } from '../../../app-session/session-store.ts'
import { useSessionPart } from '../../../app-session/use-app-session.ts'
import { WideTable } from '../../../components/wide-table.tsx'
import { useNotebook, useWritten } from '../notebook-context.ts'
import type { Labels } from './labels.ts'
import { ToCell } from './to-cell.tsx'

/** The names that cells give to others: what stands behind them now, who gives and who reads them. */
export function VariablesPanel({ labels, onShow }: { labels: Labels; onShow: (id: string) => void }) {
  const { t } = useTranslation()
  const { graph } = useWritten()
  const all = [...graph.definitions.values()].flat()
  if (all.length === 0) return <Text size="sm">{t('notebooks.noVariables')}</Text>
  const readersOf = (cellId: string, name: string): string[] =>
    [...(graph.readBy.get(cellId) ?? [])].filter((reader) => graph.reads.get(reader)?.get(cellId)?.includes(name) === true)
  return (
    <WideTable minWidth={420} label={t('notebooks.variables')}>
      <Table verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('content.name')}</Table.Th>
            <Table.Th>{t('notebookEditor.valueNow')}</Table.Th>
            <Table.Th>{t('notebooks.cell')}</Table.Th>
            <Table.Th>{t('notebookEditor.readers')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {all.map(({ name, as, cellId }) => (
            <Table.Tr key={`${name} ${cellId}`}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                <code>{name}</code>
                <Text size="xs" c="dimmed">
                  {t(`notebooks.variableKinds.${as}`)}
                </Text>
              </Table.Td>
              <Table.Td>
                <ValueNow name={name} cellId={cellId} />
              </Table.Td>
              <Table.Td>
                <ToCell id={cellId} labels={labels} onShow={onShow} />
              </Table.Td>
              <Table.Td>
                {readersOf(cellId, name).map((reader) => (
                  <div key={reader}>
                    <ToCell id={reader} labels={labels} onShow={onShow} />
                  </div>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}

function ValueNow({ name, cellId }: { name: string; cellId: string }) {
  const { t } = useTranslation()
  const { store } = useNotebook()
  const text = useSessionPart(store, (state) => valueText(state, { name, cellId, t }), null)
  if (text === null) return <Text size="xs">–</Text>
  return (
    <Code fz="xs" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
      {text}
    </Code>
  )
}

const longestText = 120

function valueText({ outcomes, inputs }: SessionState, { name, cellId, t }: { name: string; cellId: string; t: TFunction }): string | null {
  const outcome = outcomes.get(cellId)
  const table = outcome?.tables[name]
  if (table !== undefined) return t('notebookEditor.tableSize', { rows: table.rows, columns: table.columns.length })
  const value = outcome?.values[name] ?? inputs[name]
  if (value === undefined) return null
  const text = JSON.stringify(plainValue(value))
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text
}
