import type { NotebookProblem } from '@atrium/documents'
import { Badge, Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { GraphPanel } from './graph-panel.tsx'
import type { Labels } from './labels.ts'
import { OutlinePanel } from './outline-panel.tsx'
import { ProblemsPanel } from './problems-panel.tsx'
import { VariablesPanel } from './variables-panel.tsx'
import classes from './panels.module.css'

type Props = { labels: Labels; problems: readonly NotebookProblem[]; onShow: (cellId: string) => void }

/** Beside the cells: who reads whom, the names that there are, what is wrong, and the parts of the page. */
export function NotebookPanel({ labels, problems, onShow }: Props) {
  const { t } = useTranslation()
  const errors = problems.filter(({ severity }) => severity === 'error').length
  return (
    <Tabs defaultValue="graph" keepMounted={false} className={classes['panel'] ?? ''} classNames={{ list: classes['tabs'] ?? '', tab: classes['tab'] ?? '' }}>
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
        <Tabs.Tab value="outline">{t('notebookEditor.outline')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="graph" pt="sm">
        <GraphPanel labels={labels} problems={problems} onShow={onShow} />
      </Tabs.Panel>
      <Tabs.Panel value="variables" pt="sm">
        <VariablesPanel labels={labels} onShow={onShow} />
      </Tabs.Panel>
      <Tabs.Panel value="problems" pt="sm">
        <ProblemsPanel labels={labels} problems={problems} onShow={onShow} />
      </Tabs.Panel>
      <Tabs.Panel value="outline" pt="sm">
        <OutlinePanel labels={labels} onShow={onShow} />
      </Tabs.Panel>
    </Tabs>
  )
}
