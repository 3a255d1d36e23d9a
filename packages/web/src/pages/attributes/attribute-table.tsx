import { Button, Code, Menu, Table, Text } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AttributeUses, UserAttribute } from '../../api/attributes.ts'
import { RowMenu } from '../../components/row-menu.tsx'
import { WideTable } from '../../components/wide-table.tsx'

type Props = {
  attributes: readonly UserAttribute[]
  /** Null: not known yet. */
  uses: readonly AttributeUses[] | null
  onEdit: (attribute: UserAttribute) => void
  onDelete: (attribute: UserAttribute) => void
}

/** Attributes with their default, how many have values, and how many explores depend on them. */
export function AttributeTable({ attributes, uses, onEdit, onDelete }: Props) {
  const { t } = useTranslation()
  return (
    <WideTable minWidth={560} hasActions>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('attributes.name')}</Table.Th>
            <Table.Th>{t('attributes.default')}</Table.Th>
            <Table.Th>{t('attributes.values')}</Table.Th>
            <Table.Th>{t('attributes.usedIn')}</Table.Th>
            <Table.Th aria-label={t('space.more')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {attributes.map((attribute) => (
            <Table.Tr key={attribute.uuid}>
              <Table.Td>
                <Button variant="transparent" size="compact-sm" px={0} onClick={() => onEdit(attribute)}>
                  {attribute.name}
                </Button>
                {attribute.description !== undefined && attribute.description !== '' && (
                  <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                    {attribute.description}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                {attribute.attributeDefault === null ? (
                  <Text size="sm" c="dimmed">
                    {t('attributes.none')}
                  </Text>
                ) : (
                  <Code>{attribute.attributeDefault}</Code>
                )}
              </Table.Td>
              <Table.Td>
                {t('attributes.people', { count: attribute.users.length })} · {t('attributes.groups', { count: attribute.groups.length })}
              </Table.Td>
              <Table.Td>{uses === null ? '…' : t('attributes.explores', { count: uses.filter((use) => use.attribute === attribute.name).length })}</Table.Td>
              <Table.Td ta="right">
                <RowMenu label={t('attributes.actions', { name: attribute.name })}>
                  <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => onEdit(attribute)}>
                    {t('attributes.edit')}
                  </Menu.Item>
                  <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => onDelete(attribute)}>
                    {t('attributes.delete')}
                  </Menu.Item>
                </RowMenu>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}
