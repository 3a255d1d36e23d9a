import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowsMaximize, IconFocusCentered, IconZoomIn, IconZoomOut, type Icon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

type Props = { onIn: () => void; onOut: () => void; onAll: () => void; onEnlarge: (() => void) | undefined }

/** How large the drawing of who reads whom is. */
export function GraphZoom({ onIn, onOut, onAll, onEnlarge }: Props) {
  const { t } = useTranslation()
  const buttons: [keyof typeof icons, (() => void) | undefined][] = [
    ['out', onOut],
    ['in', onIn],
    ['all', onAll],
    ['enlarge', onEnlarge],
  ]
  return (
    <ActionIcon.Group role="group" aria-label={t('notebookEditor.graphZoom.label')}>
      {buttons.map(([key, onClick]) => {
        const Shown = icons[key]
        if (onClick === undefined) return null
        return (
          <Tooltip key={key} label={t(`notebookEditor.graphZoom.${key}`)}>
            <ActionIcon size={28} variant="default" aria-label={t(`notebookEditor.graphZoom.${key}`)} onClick={onClick}>
              <Shown size={16} />
            </ActionIcon>
          </Tooltip>
        )
      })}
    </ActionIcon.Group>
  )
}

const icons = { out: IconZoomOut, in: IconZoomIn, all: IconFocusCentered, enlarge: IconArrowsMaximize } satisfies Record<string, Icon>
