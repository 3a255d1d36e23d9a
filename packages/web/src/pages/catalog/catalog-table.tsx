import { Anchor, Button, Group, Menu, Table, Text } from '@mantine/core'
import { IconCategory, IconChartDots3, IconMoodSmile, IconSitemap } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CatalogItem } from '../../api/catalog.ts'
import { CategoryBadge } from '../../components/category-badge.tsx'
import { ItemIcon } from '../../components/item-icon.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { RowMenu } from '../../components/row-menu.tsx'
import { WideTable } from '../../components/wide-table.tsx'
import { useMay } from '../../components/use-may.ts'
import { paths } from '../../shell/paths.ts'
import { CategoryDialog } from './category-dialog.tsx'
import { IconDialog } from './icon-dialog.tsx'
import { itemHref, itemSign } from './item-links.ts'

type Props = { projectUuid: string; items: readonly CatalogItem[]; mayManage: boolean }

const pageRows = 100

/** Items of the catalog; more rows come when asked for. */
export function CatalogTable({ projectUuid, items, mayManage }: Props) {
  const { t } = useTranslation()
  const [rows, setRows] = useState(pageRows)
  const [dialog, setDialog] = useState<{ of: 'icon' | 'categories'; itemUuid: string } | null>(null)
  const close = (): void => setDialog(null)
  const item = items.find(({ catalogSearchUuid }) => catalogSearchUuid === dialog?.itemUuid)
  const hasTables = items.some(({ type }) => type === 'field')
  return (
    <>
      <WideTable minWidth={720} hasActions>
        <Table verticalSpacing="xs" highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('catalog.name')}</Table.Th>
              {hasTables && <Table.Th>{t('catalog.table')}</Table.Th>}
              <Table.Th>{t('catalog.categories')}</Table.Th>
              <Table.Th>{t('catalog.owner')}</Table.Th>
              <Table.Th>{t('catalog.usage')}</Table.Th>
              <Table.Th aria-label={t('catalog.actions')} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.slice(0, rows).map((one) => (
              <ItemRow key={one.catalogSearchUuid} projectUuid={projectUuid} item={one} hasTables={hasTables} mayManage={mayManage} onDialog={setDialog} />
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
      {items.length > rows && (
        <Button variant="default" size="xs" mt="sm" onClick={() => setRows(rows + pageRows)}>
          {t('catalog.more', { count: Math.min(pageRows, items.length - rows) })}
        </Button>
      )}
      {item !== undefined && dialog?.of === 'icon' && <IconDialog projectUuid={projectUuid} item={item} onClose={close} />}
      {item !== undefined && dialog?.of === 'categories' && <CategoryDialog projectUuid={projectUuid} item={item} onClose={close} />}
    </>
  )
}

type RowProps = {
  projectUuid: string
  item: CatalogItem
  hasTables: boolean
  mayManage: boolean
  onDialog: (dialog: { of: 'icon' | 'categories'; itemUuid: string }) => void
}

function ItemRow({ projectUuid, item, hasTables, mayManage, onDialog }: RowProps) {
  const { t } = useTranslation()
  const mayExplore = useMay(projectUuid, 'explore.run')
  const { catalogSearchUuid: itemUuid, label, description, icon, categories, owner, chartUsage = 0, fieldId } = item
  const { sign, color } = itemSign(item)
  return (
    <Table.Tr>
      <Table.Td maw={420}>
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <ItemIcon icon={icon} fallback={sign} {...(color === undefined ? {} : { color })} />
          <div style={{ minWidth: 0 }}>
            {item.type === 'field' || mayExplore ? (
              <Anchor component={LinkTo} href={itemHref(projectUuid, item)} size="sm" fw={550} style={{ overflowWrap: 'anywhere' }}>
                {label}
              </Anchor>
            ) : (
              <Text size="sm" fw={550} style={{ overflowWrap: 'anywhere' }}>
                {label}
              </Text>
            )}
            <Text size="xs" c="dimmed" lineClamp={2}>
              {description ?? t('catalog.noDescription')}
            </Text>
          </div>
        </Group>
      </Table.Td>
      {hasTables && <Table.Td>{item.tableLabel}</Table.Td>}
      <Table.Td>
        <Group gap={4}>
          {categories.map((category) => (
            <CategoryBadge key={category.tagUuid} category={category} />
          ))}
        </Group>
      </Table.Td>
      <Table.Td>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {owner}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm" {...(chartUsage === 0 ? { c: 'dimmed' } : {})} className="numbers">
          {t('catalog.usedIn', { count: chartUsage })}
        </Text>
      </Table.Td>
      <Table.Td ta="right">
        <RowMenu label={t('catalog.actionsOn', { name: label })}>
          {mayExplore && (
            <Menu.Item leftSection={<IconChartDots3 size={15} />} component={LinkTo} href={paths.explore(projectUuid, item.tableName ?? item.name)}>
              {t('catalog.explore')}
            </Menu.Item>
          )}
          {fieldId !== undefined && (
            <Menu.Item leftSection={<IconSitemap size={15} />} component={LinkTo} href={paths.lineage(projectUuid, `field:${fieldId}`)}>
              {t('catalog.lineage')}
            </Menu.Item>
          )}
          {mayManage && (
            <>
              <Menu.Item leftSection={<IconMoodSmile size={15} />} onClick={() => onDialog({ of: 'icon', itemUuid })}>
                {t('catalog.setIcon')}
              </Menu.Item>
              <Menu.Item leftSection={<IconCategory size={15} />} onClick={() => onDialog({ of: 'categories', itemUuid })}>
                {t('catalog.setCategories')}
              </Menu.Item>
            </>
          )}
        </RowMenu>
      </Table.Td>
    </Table.Tr>
  )
}
