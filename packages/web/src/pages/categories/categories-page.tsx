import { ActionIcon, Button, ColorInput, Group, Skeleton, Table, Tooltip } from '@mantine/core'
import { IconCategory, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { categoriesQuery, createCategory, deleteCategory, refreshCatalog, updateCategory, type Category } from '../../api/catalog.ts'
import { CategoryBadge } from '../../components/category-badge.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { NameDialog } from '../../components/name-dialog.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { useProjectUuid } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'

/** The first of the palette that charts have; each can be told from the others. */
const colors = ['#265adf', '#ed6e12', '#47a570', '#c66cf7', '#c91304', '#8688b0', '#4a6d51', '#a2399c']

type Open = { of: 'new' } | { of: 'edit' | 'delete'; category: Category }

/** Categories of the catalog: made, renamed, recolored, deleted. */
export function CategoriesPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const queryClient = useQueryClient()
  const categories = useQuery(categoriesQuery(projectUuid))
  const [open, setOpen] = useState<Open | null>(null)
  useCrumbs([{ label: t('settings.title'), href: paths.settings(projectUuid) }, { label: t('categories.title') }])
  const done = async (change: Promise<unknown>): Promise<void> => {
    await change
    await refreshCatalog(queryClient, projectUuid)
    setOpen(null)
  }
  const begin = (
    <Button size="sm" leftSection={<IconPlus size={16} />} onClick={() => setOpen({ of: 'new' })}>
      {t('categories.new')}
    </Button>
  )
  return (
    <Page title={t('categories.title')} description={t('categories.description')} actions={begin}>
      <QueryBoundary query={categories} failed={t('categories.failed')} skeleton={<Skeleton height={160} />}>
        {(all) => (all.length === 0 ? <EmptyState icon={IconCategory} text={t('categories.empty')} /> : <CategoryTable categories={all} onOpen={setOpen} />)}
      </QueryBoundary>
      {open?.of === 'new' && (
        <CategoryForm
          color={colors[(categories.data?.length ?? 0) % colors.length] ?? '#265adf'}
          onSave={(category) => done(createCategory(projectUuid, category))}
          onClose={() => setOpen(null)}
        />
      )}
      {open?.of === 'edit' && (
        <CategoryForm
          name={open.category.name}
          color={open.category.color}
          onSave={(category) => done(updateCategory(projectUuid, { ...category, tagUuid: open.category.tagUuid }))}
          onClose={() => setOpen(null)}
        />
      )}
      {open?.of === 'delete' && (
        <ConfirmDialog
          title={t('categories.deleteTitle', { name: open.category.name })}
          text={t('categories.deleteText')}
          confirm={t('categories.delete')}
          failed={t('categories.deleteFailed')}
          onConfirm={() => done(deleteCategory(projectUuid, open.category.tagUuid))}
          onClose={() => setOpen(null)}
        />
      )}
    </Page>
  )
}

function CategoryTable({ categories, onOpen }: { categories: readonly Category[]; onOpen: (open: Open) => void }) {
  const { t } = useTranslation()
  return (
    <Table verticalSpacing="sm" maw={560}>
      <Table.Tbody>
        {categories.map((category) => (
          <Table.Tr key={category.tagUuid}>
            <Table.Td>
              <CategoryBadge category={category} />
            </Table.Td>
            <Table.Td>
              <Group gap={4} justify="flex-end" wrap="nowrap">
                <Tooltip label={t('categories.editNamed', { name: category.name })}>
                  <ActionIcon aria-label={t('categories.editNamed', { name: category.name })} onClick={() => onOpen({ of: 'edit', category })}>
                    <IconPencil size={16} />
                  </ActionIcon>
                </Tooltip>
                <Tooltip label={t('categories.deleteNamed', { name: category.name })}>
                  <ActionIcon aria-label={t('categories.deleteNamed', { name: category.name })} onClick={() => onOpen({ of: 'delete', category })}>
                    <IconTrash size={16} />
                  </ActionIcon>
                </Tooltip>
              </Group>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

type FormProps = { name?: string; color: string; onSave: (category: { name: string; color: string }) => Promise<unknown>; onClose: () => void }

function CategoryForm({ name, color: given, onSave, onClose }: FormProps) {
  const { t } = useTranslation()
  const [color, setColor] = useState(given)
  const isNew = name === undefined
  return (
    <NameDialog
      title={t(isNew ? 'categories.new' : 'categories.edit')}
      submit={t(isNew ? 'categories.create' : 'categories.save')}
      failed={t(isNew ? 'categories.createFailed' : 'categories.saveFailed')}
      {...(isNew ? {} : { name })}
      onSubmit={(answer) => onSave({ name: answer.name, color })}
      onClose={onClose}
    >
      <ColorInput label={t('categories.color')} value={color} onChange={setColor} format="hex" swatches={colors} swatchesPerRow={8} withEyeDropper={false} />
    </NameDialog>
  )
}
