import '@mantine/notifications/styles.css';
import { Notifications } from '@mantine/notifications';

/** At the very top: what is to be pressed next stands anywhere but there. */
export default function Notices() {
  return <Notifications position="top-center" />;
}
