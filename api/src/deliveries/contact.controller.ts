import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AllowSignedIn, InPerson, SignedIn, type Viewer } from '../access/viewer.js';
import { Answers } from '../http/answers.js';
import { contact } from './answers.js';
import { ContactService } from './contact.service.js';

const wanted = z.strictObject({ email: z.email().max(254).nullable() });

@ApiTags('connections')
@Controller('api/v1/contact')
@AllowSignedIn()
export class ContactController {
  constructor(private readonly contacts: ContactService) {}

  @Get()
  @ApiOperation({ summary: 'Where you get mail about your notices, and whether this server sends any' })
  @Answers(contact)
  get(@SignedIn() viewer: Viewer) {
    return this.contacts.get(viewer);
  }

  @Put()
  @InPerson()
  @ApiOperation({ summary: 'Set your mail address, which gets a test letter; null to get no more' })
  @Answers(contact)
  set(@SignedIn() viewer: Viewer, @Body({ schema: wanted }) { email }: z.infer<typeof wanted>) {
    return this.contacts.set(viewer, email);
  }
}
