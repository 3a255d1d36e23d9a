import { Anchor, Checkbox, ScrollArea, Stack, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ModelList } from '../../../api/develop.ts'
import { mostTables } from '../../../api/table-models.ts'
import { LinkTo } from '../../../components/link-to.tsx'
import { paths } from '../../../shell/paths.ts'
import classes from './model-tables.module.css'
import { searchedTables, withoutModel, type PickableTable } from './pickable-tables.ts'

type Props = {
  projectUuid: string
  list: ModelList
  tables: readonly PickableTable[]
  picked: readonly string[]
  onPick: (tables: readonly string[]) => void
}

/** Tables that are drawn: schemas of large warehouses have thousands. */
const mostDrawn = 200

/** All tables of the warehouse with a box each, and one for all that have no model. */
export function TablePicker({ projectUuid, list, tables, picked, onPick }: Props) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const found = searchedTables(tables, search)
  const offered = withoutModel(found).map(({ name }) => name)
  const chosen = new Set(picked)
  const isFull = picked.length >= mostTables
  const isAll = offered.length > 0 && offered.every((name) => chosen.has(name))
  const pickAll = (all: boolean): void => {
    const others = picked.filter((name) => !offered.includes(name))
    onPick(all ? [...others, ...offered].slice(0, mostTables) : others)
  }
  return (
    <Stack gap="xs" component="section" aria-label={t('modelTables.tables')}>
      <TextInput
        label={t('modelTables.search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {offered.length > 0 && (
        <Checkbox
          className={classes['all'] ?? ''}
          label={t(search.trim() === '' ? 'modelTables.all' : 'modelTables.allFound', { count: offered.length })}
          checked={isAll}
          indeterminate={!isAll && offered.some((name) => chosen.has(name))}
          onChange={(event) => pickAll(event.currentTarget.checked)}
        />
      )}
      {isFull && (
        <Text size="xs" role="status">
          {t('modelTables.full', { count: mostTables })}
        </Text>
      )}
      <ScrollArea.Autosize mah={{ base: 300, md: 560 }} className={classes['tables'] ?? ''}>
        <ul className={classes['list']}>
          {found.slice(0, mostDrawn).map((table) => (
            <TableRow
              key={table.name}
              projectUuid={projectUuid}
              list={list}
              table={table}
              isPicked={chosen.has(table.name)}
              isFull={isFull}
              onPick={(isPicked) => onPick(isPicked ? [...picked, table.name] : picked.filter((name) => name !== table.name))}
            />
          ))}
        </ul>
      </ScrollArea.Autosize>
      {found.length > mostDrawn && (
        <Text size="xs" c="dimmed">
          {t('modelTables.more', { count: found.length - mostDrawn })}
        </Text>
      )}
      {found.length === 0 && (
        <Text size="sm" c="dimmed">
          {tables.length === 0 ? t('tablesToModel.none') : t('modelTables.noMatch', { search })}
        </Text>
      )}
    </Stack>
  )
}

type RowProps = Pick<Props, 'projectUuid' | 'list'> & { table: PickableTable; isPicked: boolean; isFull: boolean; onPick: (isPicked: boolean) => void }

/** One table; models that it has are named, and lead to their files. */
function TableRow({ projectUuid, list, table: { name, models, isTaken }, isPicked, isFull, onPick }: RowProps) {
  const { t } = useTranslation()
  return (
    <li className={classes['row']}>
      <Checkbox
        label={name}
        checked={isPicked}
        disabled={!isPicked && (isTaken || isFull)}
        onChange={(event) => onPick(event.currentTarget.checked)}
        styles={{ label: { overflowWrap: 'anywhere' } }}
      />
      {models.length > 0 && (
        <Text size="xs" c="dimmed" className={classes['models'] ?? ''}>
          {t('modelTables.hasModel', { count: models.length })}{' '}
          {models.map((model, index) => (
            <span key={model}>
              {index > 0 && ', '}
              <ModelLink projectUuid={projectUuid} list={list} model={model} />
            </span>
          ))}
        </Text>
      )}
    </li>
  )
}

function ModelLink({ projectUuid, list, model }: Pick<Props, 'projectUuid' | 'list'> & { model: string }) {
  const file = list.models.find(({ name }) => name === model)?.file
  if (file === undefined || file === '') return model
  return (
    <Anchor component={LinkTo} href={paths.develop(projectUuid, { file })} size="xs" c="inherit" underline="always">
      {model}
    </Anchor>
  )
}
