import { ActionIcon, Checkbox, Group, Switch, Text, Tooltip } from '@mantine/core'
import type { TableConfig } from '@atrium/documents'
import { getItemLabel } from '@atrium/semantic'
import { IconPin } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { TextField } from '../../../components/text-field.tsx'
import { columnsOf } from '../../../explore/explore-state.ts'
import { useExplore } from '../explore-context.ts'
import classes from './chart-config.module.css'
import { ConditionalFormats } from './conditional-formats.tsx'
import { FieldsSelect } from './field-select.tsx'

/** Settings of a table: names and visibility of columns, frozen columns, pivot, totals, colours. */
export function TableOptions({ config, onChange }: { config: TableConfig; onChange: (config: TableConfig) => void }) {
  const { t } = useTranslation()
  const { state, query, items, edit } = useExplore()
  const set = (part: Partial<TableConfig>): void => onChange({ ...config, ...part })
  const setColumn = (fieldId: string, part: { visible?: boolean; name?: string; frozen?: boolean }): void => {
    const { name, ...rest } = { ...config.columns?.[fieldId], ...part }
    // No name of its own: the field's label is shown.
    set({ columns: { ...config.columns, [fieldId]: name === undefined || name === '' ? rest : { ...rest, name } } })
  }
  const isPivoted = state.pivotColumns.length > 0
  const grouped = query.dimensions.filter((fieldId) => !state.pivotColumns.includes(fieldId))
  return (
    <div className={classes['part']}>
      <FieldsSelect
        label={t('config.pivot')}
        placeholder={t('config.noPivot')}
        fields={query.dimensions}
        values={state.pivotColumns}
        onChange={(fieldIds) => edit({ type: 'set-pivot', fieldIds })}
      />
      {isPivoted && (
        <Switch
          size="xs"
          label={t('config.metricsAsRows')}
          checked={config.metricsAsRows === true}
          onChange={(event) => set({ metricsAsRows: event.currentTarget.checked })}
        />
      )}
      <Switch
        size="xs"
        label={t('config.columnTotals')}
        checked={config.showColumnCalculation === true}
        onChange={(event) => set({ showColumnCalculation: event.currentTarget.checked })}
      />
      <Switch
        size="xs"
        label={t('config.subtotals')}
        description={grouped.length < 2 ? t('config.subtotalsNeedTwo') : undefined}
        disabled={grouped.length < 2}
        checked={config.showSubtotals === true}
        onChange={(event) => set({ showSubtotals: event.currentTarget.checked })}
      />
      {isPivoted ? (
        <Switch
          size="xs"
          label={t('config.rowTotals')}
          checked={config.showRowCalculation === true}
          onChange={(event) => set({ showRowCalculation: event.currentTarget.checked })}
        />
      ) : (
        <Switch
          size="xs"
          label={t('config.rowNumbers')}
          checked={config.hideRowNumbers !== true}
          onChange={(event) => set({ hideRowNumbers: !event.currentTarget.checked })}
        />
      )}
      <Switch
        size="xs"
        label={t('config.tableNames')}
        checked={config.showTableNames === true}
        onChange={(event) => set({ showTableNames: event.currentTarget.checked })}
      />
      <Text size="sm" fw={600} mt={6}>
        {t('config.columns')}
      </Text>
      {columnsOf(state).map((fieldId) => {
        const item = items[fieldId]
        const label = item === undefined ? fieldId : getItemLabel(item)
        const own = config.columns?.[fieldId]
        return (
          <Group key={fieldId} gap="xs" wrap="nowrap">
            <Checkbox
              size="xs"
              aria-label={t('config.showColumn', { column: label })}
              checked={own?.visible !== false}
              onChange={(event) => setColumn(fieldId, { visible: event.currentTarget.checked })}
            />
            <div style={{ flex: 1 }}>
              <TextField
                showLabel={false}
                label={t('config.columnName', { column: label })}
                placeholder={label}
                value={own?.name ?? ''}
                onCommit={(name) => setColumn(fieldId, { name })}
              />
            </div>
            {!isPivoted && (
              <Tooltip label={t('config.freeze', { column: label })}>
                <ActionIcon
                  variant={own?.frozen === true ? 'light' : 'subtle'}
                  color={own?.frozen === true ? 'brand' : 'gray'}
                  aria-label={t('config.freeze', { column: label })}
                  aria-pressed={own?.frozen === true}
                  onClick={() => setColumn(fieldId, { frozen: own?.frozen !== true })}
                >
                  <IconPin size={15} />
                </ActionIcon>
              </Tooltip>
            )}
          </Group>
        )
      })}
      <ConditionalFormats formats={config.conditionalFormattings ?? []} onChange={(conditionalFormattings) => set({ conditionalFormattings })} />
    </div>
  )
}
