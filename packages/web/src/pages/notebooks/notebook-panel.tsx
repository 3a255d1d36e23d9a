import { tellProblem, type NotebookGraph, type NotebookProblem } from '@atrium/documents'
import { Anchor, Badge, List, Stack, Table, Tabs, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../i18n/language.ts'

/** What cells are called, by id. */
type Labels = ReadonlyMap<string, string>

type Props = { labels: Labels; graph: NotebookGraph; problems: readonly NotebookProblem[]; onShow: (cellId: string) => void }

/** Beside the cells: who reads whom, the names that there are, and what is wrong. */
export function NotebookPanel({ labels, graph, problems, onShow }: Props) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const errors = problems.filter(({ severity }) => severity === 'error').length
  return (
    <Tabs defaultValue="graph" keepMounted={false}>
      <Tabs.List>
        <Tabs.Tab value="graph">{t('notebooks.graph')}</Tabs.Tab>
        <Tabs.Tab value="variables">{t('notebooks.variables')}</Tabs.Tab>
        <Tabs.Tab
          value="problems"
          rightSection={
            problems.length === 0 ? null : (
              <Badge size="xs" color={errors > 0 ? 'red' : 'orange'}>
                {problems.length}
              </Badge>
            )
          }
        >
          {t('notebooks.problems')}
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="graph" pt="sm">
        <Reading graph={graph} labels={labels} problems={problems} onShow={onShow} />
      </Tabs.Panel>
      <Tabs.Panel value="variables" pt="sm">
        <Variables graph={graph} labels={labels} onShow={onShow} />
      </Tabs.Panel>
      <Tabs.Panel value="problems" pt="sm">
        {problems.length === 0 && <Text size="sm">{t('notebooks.noProblems')}</Text>}
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
        </List>
      </Tabs.Panel>
    </Tabs>
  )
}

function ToCell({ id, labels, onShow }: { id: string; labels: Labels; onShow: (cellId: string) => void }) {
  return (
    <Anchor component="button" type="button" size="sm" fw={600} ta="start" onClick={() => onShow(id)}>
      {labels.get(id) ?? id}
    </Anchor>
  )
}

/** Every cell behind what it reads, with the names that it reads of each. */
function Reading({
  graph,
  labels,
  problems,
  onShow,
}: {
  graph: NotebookGraph
  labels: Labels
  problems: readonly NotebookProblem[]
  onShow: (id: string) => void
}) {
  const { t } = useTranslation()
  const wrong = new Set(problems.flatMap(({ cellId, severity }) => (severity === 'error' && cellId !== null ? [cellId] : [])))
  const linked = graph.order.filter((id) => (graph.reads.get(id)?.size ?? 0) > 0 || (graph.readBy.get(id)?.size ?? 0) > 0)
  if (linked.length === 0) return <Text size="sm">{t('notebooks.nothingRead')}</Text>
  return (
    <Stack gap="xs" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
      {linked.map((id) => (
        <li key={id}>
          <ToCell id={id} labels={labels} onShow={onShow} />{' '}
          {wrong.has(id) && (
            <Badge size="xs" color="red" variant="light">
              {t('notebooks.cannotRun')}
            </Badge>
          )}
          {[...(graph.reads.get(id) ?? [])].map(([read, names]) => (
            <Text key={read} size="xs" c="dimmed" ps="sm">
              {t('notebooks.reads', { names: [...new Set(names)].join(', '), cell: labels.get(read) ?? read })}
            </Text>
          ))}
          {(graph.readBy.get(id)?.size ?? 0) > 0 && (
            <Text size="xs" c="dimmed" ps="sm">
              {t('notebooks.readBy', { cells: [...(graph.readBy.get(id) ?? [])].map((reader) => labels.get(reader) ?? reader).join(', ') })}
            </Text>
          )}
        </li>
      ))}
    </Stack>
  )
}

/** The names that cells give to others. */
function Variables({ graph, labels, onShow }: { graph: NotebookGraph; labels: Labels; onShow: (id: string) => void }) {
  const { t } = useTranslation()
  const all = [...graph.definitions.values()].flat()
  if (all.length === 0) return <Text size="sm">{t('notebooks.noVariables')}</Text>
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('content.name')}</Table.Th>
          <Table.Th>{t('notebooks.variableKind')}</Table.Th>
          <Table.Th>{t('notebooks.cell')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {all.map(({ name, as, cellId }) => (
          <Table.Tr key={`${name} ${cellId}`}>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>
              <code>{name}</code>
            </Table.Td>
            <Table.Td fz="sm">{t(`notebooks.variableKinds.${as}`)}</Table.Td>
            <Table.Td>
              <ToCell id={cellId} labels={labels} onShow={onShow} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
