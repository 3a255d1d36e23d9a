import { ActionIcon, Group, ScrollArea, Skeleton, Stack, Text, TextInput, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight, IconRefresh, IconSearch, IconTable } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { refreshSqlTables } from '../../api/sql-jobs.ts'
import { columnsQuery, tablesQuery } from '../../api/sql.ts'
import { toastFailed } from '../../components/toast.ts'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { sqlName } from '../../sql/sql-name.ts'
import classes from './sql.module.css'

type Props = {
  projectUuid: string
  /** The name of a table or of one of its columns, as SQL has it. */
  onInsert: (name: string, of: { table: string; column?: string }) => void
  onOpen?: (table: string) => void
}

/** Tables of the warehouse and their columns; a click writes the name into the editor, and so does dragging it there. */
export function SchemaTree({ projectUuid, onInsert, onOpen }: Props) {
  const { t } = useTranslation()
  const tables = useQuery(tablesQuery(projectUuid))
  const [search, setSearch] = useState('')
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const queryClient = useQueryClient()
  const [isRefreshing, setIsRefreshing] = useState(false)
  const refresh = async (): Promise<void> => {
    setIsRefreshing(true)
    try {
      await refreshSqlTables(projectUuid)
      await queryClient.invalidateQueries({ queryKey: ['sql-tables', projectUuid] })
      await queryClient.invalidateQueries({ queryKey: ['sql-columns', projectUuid] })
    } catch (error) {
      toastFailed(t('sqlSave.refreshFailed'), error)
    } finally {
      setIsRefreshing(false)
    }
  }
  const toggle = (table: string): void => {
    const next = new Set(open)
    if (!next.delete(table)) {
      next.add(table)
      onOpen?.(table)
    }
    setOpen(next)
  }
  return (
    <Stack gap="xs" h="100%" p="xs">
      <Group gap={4} wrap="nowrap">
        <TextInput
          size="xs"
          style={{ flex: 1 }}
          leftSection={<IconSearch size={14} aria-hidden />}
          placeholder={t('sqlRunner.searchTables')}
          aria-label={t('sqlRunner.searchTables')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <ActionIcon size={30} loading={isRefreshing} aria-label={t('sqlSave.refreshTables')} title={t('sqlSave.refreshTables')} onClick={() => void refresh()}>
          <IconRefresh size={15} />
        </ActionIcon>
      </Group>
      <ScrollArea style={{ flex: 1 }} type="auto">
        <QueryBoundary query={tables} failed={t('sqlRunner.tablesFailed')} skeleton={<Skeleton height={200} />}>
          {(tree) => {
            const names = [...new Set(Object.values(tree).flatMap((schemas) => Object.values(schemas).flatMap((members) => Object.keys(members))))]
            const found = names.filter((name) => name.toLowerCase().includes(search.trim().toLowerCase()))
            if (found.length === 0)
              return (
                <Text size="sm" c="dimmed">
                  {names.length === 0 ? t('sqlRunner.noTables') : t('content.noMatch', { search })}
                </Text>
              )
            return (
              <ul className={classes['tree']} aria-label={t('sqlRunner.tables')}>
                {found.map((table) => {
                  const isOpen = open.has(table)
                  const Chevron = isOpen ? IconChevronDown : IconChevronRight
                  return (
                    <li key={table}>
                      <div className={classes['table']}>
                        <UnstyledButton
                          className={classes['chevron'] ?? ''}
                          aria-expanded={isOpen}
                          aria-label={t('sqlRunner.columnsOf', { table })}
                          onClick={() => toggle(table)}
                        >
                          <Chevron size={14} aria-hidden />
                        </UnstyledButton>
                        <UnstyledButton className={classes['name'] ?? ''} title={table} {...dragged(table)} onClick={() => onInsert(sqlName(table), { table })}>
                          <IconTable size={14} aria-hidden style={{ flex: 'none' }} /> <span>{table}</span>
                        </UnstyledButton>
                      </div>
                      {isOpen && <Columns projectUuid={projectUuid} table={table} onInsert={onInsert} />}
                    </li>
                  )
                })}
              </ul>
            )
          }}
        </QueryBoundary>
      </ScrollArea>
    </Stack>
  )
}

/** Carries a name as text, which editors take where it is dropped. */
const dragged = (name: string) => ({
  draggable: true,
  onDragStart: ({ dataTransfer }: DragEvent) => {
    dataTransfer.setData('text/plain', sqlName(name))
    dataTransfer.effectAllowed = 'copy'
  },
})

function Columns({ projectUuid, table, onInsert }: Pick<Props, 'projectUuid' | 'onInsert'> & { table: string }) {
  const { t } = useTranslation()
  const columns = useQuery(columnsQuery(projectUuid, table))
  return (
    <QueryBoundary query={columns} failed={t('sqlRunner.columnsFailed')} skeleton={<Skeleton height={60} ml={24} />}>
      {(types) => (
        <ul className={classes['columns']}>
          {Object.entries(types).map(([name, type]) => (
            <li key={name}>
              <UnstyledButton
                className={classes['name'] ?? ''}
                title={`${name} · ${type}`}
                {...dragged(name)}
                onClick={() => onInsert(sqlName(name), { table, column: name })}
              >
                <span>{name}</span>
                <span className={classes['type']}>{type.toLowerCase()}</span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      )}
    </QueryBoundary>
  )
}
