-- Files that go with a mail, kept until it is sent.
CREATE TABLE mail_file (
  tenant_id {int} NOT NULL,
  mail_id {id} NOT NULL,
  number {int} NOT NULL,
  name {text} NOT NULL,
  content_type {text} NOT NULL,
  content {bytes} NOT NULL,
  PRIMARY KEY (tenant_id, mail_id, number)
) {table};
