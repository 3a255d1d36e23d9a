import { Button, Checkbox, Group, NativeSelect, Stack, Text } from '@mantine/core'
import type { DashboardFilterRule } from '@atrium/documents'
import { getItemLabel, type CompiledDimension } from '@atrium/semantic'
import { useTranslation } from 'react-i18next'
import { targetFor, withTileTarget } from '../../../dashboard/filter-targets.ts'
import classes from '../dashboard.module.css'
import { fieldIdOf } from '../use-filter-fields.ts'
import type { NamedReach } from './use-reaches.ts'

type Props = { rule: DashboardFilterRule; reaches: readonly NamedReach[]; onChange: (rule: DashboardFilterRule) => void }

/** The charts of the dashboard, and by which of its fields each one is filtered, or that it is not. */
export function AppliesTo({ rule, reaches, onChange }: Props) {
  const { t } = useTranslation()
  const possible = reaches.filter(({ reach }) => reach.fields.length > 0)
  const isAll = possible.every(({ reach }) => reach.fieldId !== null)
  const switchTile = (given: DashboardFilterRule, { tileUuid, reach }: NamedReach, on: boolean): DashboardFilterRule => {
    if (on === (reach.fieldId !== null)) return given
    const target = on ? targetFor(given, reach) : false
    return target === null ? given : withTileTarget(given, tileUuid, target)
  }
  return (
    <Stack gap="xs">
      {possible.length > 1 && (
        <Group justify="flex-end">
          <Button size="compact-xs" variant="subtle" onClick={() => onChange(possible.reduce((next, each) => switchTile(next, each, !isAll), rule))}>
            {t(isAll ? 'dashboard.filters.noTile' : 'dashboard.filters.allTiles')}
          </Button>
        </Group>
      )}
      <div className={classes['reaches']} role="group" aria-label={t('dashboard.filters.tiles')}>
        {reaches.map((each, place) => (
          <div key={each.tileUuid}>
            {each.tabName !== undefined && each.tabName !== reaches[place - 1]?.tabName && (
              <Text size="xs" c="dimmed" fw={600} mt={place === 0 ? 0 : 6} mb={4}>
                {each.tabName}
              </Text>
            )}
            <Reach
              each={each}
              onSwitch={(on) => onChange(switchTile(rule, each, on))}
              onPick={(target) => onChange(withTileTarget(rule, each.tileUuid, target))}
            />
          </div>
        ))}
      </div>
    </Stack>
  )
}

type ReachProps = { each: NamedReach; onSwitch: (on: boolean) => void; onPick: (target: { fieldId: string; tableName: string }) => void }

function Reach({ each: { name, reach }, onSwitch, onPick }: ReachProps) {
  const { t } = useTranslation()
  const isOn = reach.fieldId !== null
  const why = reach.fields.length === 0 ? t('dashboard.filters.noSuchField') : reach.how === 'other_table' ? t('dashboard.filters.otherTable') : undefined
  return (
    <Stack gap={4}>
      <Checkbox
        size="sm"
        label={name}
        checked={isOn}
        disabled={!isOn && reach.fields.length === 0}
        onChange={(event) => onSwitch(event.currentTarget.checked)}
        {...(why === undefined || isOn ? {} : { description: why })}
      />
      {isOn && (
        <NativeSelect
          size="xs"
          ml={30}
          aria-label={t('dashboard.filters.fieldOn', { name })}
          value={reach.fieldId ?? ''}
          data={byTable(reach.fields, reach.fieldId ?? '')}
          onChange={(event) => {
            const field = reach.fields.find((one) => fieldIdOf(one) === event.currentTarget.value)
            if (field !== undefined) onPick({ fieldId: fieldIdOf(field), tableName: field.table })
          }}
        />
      )}
    </Stack>
  )
}

/** Options by table; a field that is chosen but not known (hidden, or gone) stays to be seen. */
function byTable(fields: readonly CompiledDimension[], chosen: string): { group: string; items: { value: string; label: string }[] }[] {
  const tables = new Map<string, { value: string; label: string }[]>()
  for (const field of fields) tables.set(field.tableLabel, [...(tables.get(field.tableLabel) ?? []), { value: fieldIdOf(field), label: getItemLabel(field) }])
  const groups = [...tables].map(([group, items]) => ({ group, items }))
  return fields.some((field) => fieldIdOf(field) === chosen) ? groups : [{ group: '…', items: [{ value: chosen, label: chosen }] }, ...groups]
}
