import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AllowSignedIn, InPerson, SignedIn, type Viewer } from '../access/viewer.js';
import { ContactService } from './contact.service.js';

const contact = z.strictObject({ email: z.email().max(254).nullable() });

@ApiTags('connections')
@Controller('api/v1/contact')
@AllowSignedIn()
export class ContactController {
  constructor(private readonly contacts: ContactService) {}

  @Get()
  @ApiOperation({ summary: 'Where you get mail about your notices, and whether this server sends any' })
  get(@SignedIn() viewer: Viewer) {
    return this.contacts.get(viewer);
  }

  @Put()
  @InPerson()
  @ApiOperation({ summary: 'Set your mail address, which gets a test letter; null to get no more' })
  set(@SignedIn() viewer: Viewer, @Body({ schema: contact }) { email }: z.infer<typeof contact>) {
    return this.contacts.set(viewer, email);
  }
}
