import { ActionIcon, CloseButton, Group, Text, TextInput, Tooltip } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconMathFunction, IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { columnsOf } from '../../../explore/explore-state.ts'
import { buildFieldTree } from '../../../explore/field-tree.ts'
import { flattenFieldTree } from '../../../explore/flatten-field-tree.ts'
import { useExplore } from '../explore-context.ts'
import { FieldTree } from './field-tree.tsx'
import classes from './fields.module.css'

/** Left side: all fields, searchable. */
export function FieldTreePanel() {
  const { t } = useTranslation()
  const { explore, state, openDialog } = useExplore()
  const [search, setSearch] = useState('')
  const [words] = useDebouncedValue(search, 80)
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  const { metricQuery } = state
  const tree = useMemo(() => buildFieldTree(explore, metricQuery), [explore, metricQuery])
  const selected = useMemo(() => new Set(columnsOf(state)), [state])
  const rows = useMemo(() => flattenFieldTree(tree, { toggled, search: words, selected }), [tree, toggled, words, selected])

  const toggle = (key: string): void => {
    setToggled((before) => {
      const next = new Set(before)
      if (!next.delete(key)) next.add(key)
      return next
    })
  }
  return (
    <div className={classes['panel']}>
      <Group gap={4} p="xs" wrap="nowrap">
        <TextInput
          style={{ flex: 1 }}
          size="xs"
          leftSection={<IconSearch size={14} aria-hidden />}
          placeholder={t('fields.search')}
          aria-label={t('fields.search')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          rightSection={search === '' ? null : <CloseButton size="xs" onClick={() => setSearch('')} aria-label={t('fields.clearSearch')} />}
        />
        <Tooltip label={t('fields.newCalculation')}>
          <ActionIcon size="md" onClick={() => openDialog({ dialog: 'calculation', name: null })} aria-label={t('fields.newCalculation')}>
            <IconMathFunction size={18} color="var(--atrium-calculation)" />
          </ActionIcon>
        </Tooltip>
      </Group>
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed" p="md" role="status">
          {t('fields.noMatch', { search })}
        </Text>
      ) : (
        <FieldTree rows={rows} selected={selected} onToggle={toggle} />
      )}
    </div>
  )
}
