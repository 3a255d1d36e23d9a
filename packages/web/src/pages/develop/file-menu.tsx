import { ActionIcon, Menu } from '@mantine/core'
import { IconCursorText, IconDots, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGo } from '../../components/use-go.ts'
import { paths } from '../../shell/paths.ts'
import { DeleteDialog } from './delete-dialog.tsx'
import { RenameDialog } from './rename-dialog.tsx'
import { forgetDraft } from './use-model-draft.ts'

type Props = { projectUuid: string; path: string; /** Changes that are not saved would stay behind under the old name. */ isDirty: boolean }

/** What can be done with a model file as a whole. */
export function FileMenu({ projectUuid, path, isDirty }: Props) {
  const { t } = useTranslation()
  const go = useGo()
  const [dialog, setDialog] = useState<'rename' | 'delete' | null>(null)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label={t('develop.fileMenu', { path })}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconCursorText size={15} />} disabled={isDirty} onClick={() => setDialog('rename')}>
            {isDirty ? t('renaming.saveFirst') : t('renaming.open')}
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => setDialog('delete')}>
            {t('content.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {dialog === 'rename' && <RenameDialog projectUuid={projectUuid} path={path} onClose={() => setDialog(null)} />}
      {dialog === 'delete' && (
        <DeleteDialog
          projectUuid={projectUuid}
          what={{ kind: 'file', name: path }}
          onDeleted={() => {
            forgetDraft(projectUuid, path)
            go(paths.develop(projectUuid))
          }}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  )
}
