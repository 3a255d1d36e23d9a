import { Button, Skeleton, Stack } from '@mantine/core'
import { IconPlus, IconUserCode } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attributesQuery, attributeUsesQuery, type AttributeUses, type UserAttribute } from '../../api/attributes.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { useCrumbs } from '../../shell/crumbs.ts'
import { AttributeDialog } from './attribute-dialog.tsx'
import { AttributeTable } from './attribute-table.tsx'
import { AttributesHelp } from './attributes-help.tsx'
import { DeleteAttributeDialog } from './delete-attribute-dialog.tsx'
import { MissingAttributes } from './missing-attributes.tsx'

type Dialog = { kind: 'edit'; attribute: UserAttribute | null; name?: string } | { kind: 'delete'; attribute: UserAttribute } | null

/** User attributes of the organization: what the rows and columns that people see can depend on. */
export function AttributesPage() {
  const { t } = useTranslation()
  const attributes = useQuery(attributesQuery)
  const uses = useQuery(attributeUsesQuery)
  const [dialog, setDialog] = useState<Dialog>(null)
  const close = (): void => setDialog(null)
  useCrumbs([{ label: t('attributes.title') }])
  const create = (name?: string): void => setDialog({ kind: 'edit', attribute: null, ...(name === undefined ? {} : { name }) })
  const begin = (
    <Button size="sm" leftSection={<IconPlus size={16} />} onClick={() => create()}>
      {t('attributes.new')}
    </Button>
  )
  return (
    <Page title={t('attributes.title')} description={t('attributes.description')} actions={begin}>
      <QueryBoundary query={attributes} failed={t('attributes.failed')} skeleton={<Skeleton height={200} />}>
        {(all) => (
          <Stack>
            <MissingAttributes names={missingFrom(all, uses.data ?? [])} onCreate={create} />
            {all.length === 0 ? (
              <EmptyState icon={IconUserCode} text={t('attributes.empty')} action={begin} />
            ) : (
              <AttributeTable
                attributes={all}
                uses={uses.data ?? null}
                onEdit={(attribute) => setDialog({ kind: 'edit', attribute })}
                onDelete={(attribute) => setDialog({ kind: 'delete', attribute })}
              />
            )}
            <AttributesHelp />
          </Stack>
        )}
      </QueryBoundary>
      {dialog?.kind === 'edit' && <AttributeDialog attribute={dialog.attribute} name={dialog.name ?? ''} onClose={close} />}
      {dialog?.kind === 'delete' && <DeleteAttributeDialog attribute={dialog.attribute} onClose={close} />}
    </Page>
  )
}

/** Names that models ask for and that no attribute has. */
function missingFrom(attributes: readonly UserAttribute[], uses: readonly AttributeUses[]): string[] {
  const known = new Set(attributes.map(({ name }) => name))
  return [...new Set(uses.map(({ attribute }) => attribute))].filter((name) => !known.has(name)).toSorted()
}
