import { drawingsOf, type Drawing, type OutcomeColumn } from '@atrium/documents'
import { ActionIcon, Button, Group, Tooltip } from '@mantine/core'
import { IconChartBar, IconNumber123, IconTablePlus } from '@tabler/icons-react'
import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { NotebookContext, WrittenContext } from '../notebook-context.ts'

const icons = { chart: IconChartBar, single_value: IconNumber123, pivot: IconTablePlus }

type Props = { cellId: string; name: string; columns: readonly OutcomeColumn[] }

/** Cells that draw a result, each by one click, where the notebook is written and still gives the result under this name. */
export function DrawResult({ cellId, name, columns }: Props) {
  const { t } = useTranslation()
  const notebook = use(NotebookContext)
  const given = use(WrittenContext)?.graph.definitions.get(name.toLowerCase())
  if (notebook === null || given?.some((one) => one.cellId === cellId) !== true) return null
  const draw = (drawing: Drawing): void => notebook.actions.draw(drawing, cellId)
  return (
    <Group gap={2}>
      {drawingsOf(name, columns).map((drawing) => {
        const { kind } = drawing
        const [Icon, label] = [icons[kind], t(`notebookEditor.drawings.${kind}`)]
        return kind === 'chart' ? (
          <Button key={kind} size="compact-xs" variant="subtle" leftSection={<Icon size={14} aria-hidden />} onClick={() => draw(drawing)}>
            {label}
          </Button>
        ) : (
          <Tooltip key={kind} label={label}>
            <ActionIcon size="sm" aria-label={label} onClick={() => draw(drawing)}>
              <Icon size={16} />
            </ActionIcon>
          </Tooltip>
        )
      })}
    </Group>
  )
}
