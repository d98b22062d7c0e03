import '@mantine/notifications/styles.css';
import { Notifications } from '@mantine/notifications';

/** At the top: what is to be pressed next stands at the bottom of most pages. */
export default function Notices() {
  return <Notifications position="top-center" />;
}
