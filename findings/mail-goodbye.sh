#!/usr/bin/env bash
# A mail that the server has taken, and whose connection then ends otherwise than by the book.
#
# Packages   angus-mail 2.0.5 and spring-context-support 7.0.10 (Maven), Go's net/smtp and go-mail 0.7.2 (Go modules),
#            aiosmtplib 5.1.3 (PyPI) and Python's smtplib, nodemailer 10.6.1 and emailjs 5.0.3 (npm), none changed
# Input      one mail each, which the server acknowledges with 250; asked to QUIT, it says 221; or says 421, as servers do
#            that are being shut down; or closes the connection; or resets it
# Guess      the mail is sent: after 250 it is the server's, however that takes its leave
# Seen       net/smtp and go-mail report it as failed unless 221 is said (go-mail's IsDelivered() alone knows better);
#            smtplib after 421 as a context manager, and with quit() after a connection that was closed or reset; Angus
#            Mail and Spring after a reset, Spring by a MailSendException without failed messages. Whoever sends again
#            what failed sends it for as long as the server is so. The other three do as one would think
#
# Needs bash, Python 3 with pip, Node with npm, Go from 1.24 on, a JDK from 17 on and Maven. Ends with 0 as long as it is so.
set -euo pipefail
place=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$place"' EXIT
cd "$place"

echo "Getting the packages ..."
python3 -m pip install --quiet --disable-pip-version-check --target python aiosmtplib==5.1.3
npm install --silent --no-audit --no-fund --ignore-scripts nodemailer@10.6.1 emailjs@5.0.3 >npm.log
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>mail-goodbye</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.springframework</groupId><artifactId>spring-context-support</artifactId><version>7.0.10</version>
    </dependency>
    <dependency>
      <groupId>org.eclipse.angus</groupId><artifactId>angus-mail</artifactId><version>2.0.5</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -q dependency:copy-dependencies -DoutputDirectory=java >mvn.log 2>&1 || { cat mvn.log >&2; exit 1; }

cat >server.py <<'PY'
import socket
import struct
import threading


def serve(client):
    with client:
        lines = client.makefile("rb")
        client.sendall(b"220 here\r\n")
        leaves = b""
        while line := lines.readline():
            verb = line[:4].upper()
            answer = b"250 ok"
            if verb == b"MAIL":
                leaves = line.split(b"<")[1].split(b"@")[0]
            elif verb == b"DATA":
                client.sendall(b"354 go on\r\n")
                while lines.readline() != b".\r\n":
                    pass
                with open("taken.txt", "ab") as file:
                    file.write(leaves + b"\n")
            elif verb == b"QUIT":
                if leaves == b"resets":
                    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                if leaves in (b"resets", b"closes"):
                    return
                answer = b"421 shutting down" if leaves == b"421" else b"221 bye"
            client.sendall(answer + b"\r\n")
            if verb == b"QUIT":
                return


server = socket.create_server(("127.0.0.1", 0))
print(server.getsockname()[1], flush=True)
while True:
    threading.Thread(target=serve, args=server.accept()[:1], daemon=True).start()
PY
mkfifo port
python3 server.py >port &
server=$!
read -r number <port

cat >Mail.java <<'JAVA'
import jakarta.mail.*;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class Mail {
  interface Sending {
    void send(MimeMessage message) throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    var properties = new Properties();
    properties.setProperty("mail.smtp.host", "127.0.0.1");
    properties.setProperty("mail.smtp.port", arguments[0]);
    var session = Session.getInstance(properties);
    var spring = new JavaMailSenderImpl();
    spring.setSession(session);
    spring.setPort(Integer.parseInt(arguments[0]));
    tell("Angus Mail", session, Transport::send);
    tell("Spring", session, spring::send);
  }

  static void tell(String who, Session session, Sending sending) throws Exception {
    var told = new StringBuilder(who);
    for (String leaves : new String[] {"221", "421", "closes", "resets"}) {
      var message = new MimeMessage(session);
      message.setFrom(leaves + "@example.com");
      message.setRecipients(Message.RecipientType.TO, "to@example.com");
      message.setSubject("some");
      message.setText("some");
      try {
        sending.send(message);
        told.append(" | sent");
      } catch (MailSendException e) {
        told.append(" | failed, messages " + e.getFailedMessages().size());
      } catch (MessagingException e) {
        told.append(" | failed");
      }
    }
    System.out.println(told);
  }
}
JAVA
cat >mail.py <<'PY'
import asyncio
import smtplib
import sys
from email.message import EmailMessage

import aiosmtplib

PORT = int(sys.argv[1])


def managed(message):
    with smtplib.SMTP("127.0.0.1", PORT) as server:
        server.send_message(message)


def quitting(message):
    server = smtplib.SMTP("127.0.0.1", PORT)
    server.send_message(message)
    server.quit()


def asynchronous(message):
    asyncio.run(aiosmtplib.send(message, hostname="127.0.0.1", port=PORT))


for who, send in (("smtplib, with", managed), ("smtplib, quit()", quitting), ("aiosmtplib", asynchronous)):
    told = [who]
    for leaves in ("221", "421", "closes", "resets"):
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = f"{leaves}@example.com", "to@example.com", "some"
        message.set_content("some")
        try:
            send(message)
            told.append("sent")
        except (smtplib.SMTPException, aiosmtplib.SMTPException):
            told.append("failed")
    print(" | ".join(told))
PY
cat >mail.mjs <<'JS'
import { SMTPClient } from 'emailjs';
import nodemailer from 'nodemailer';

const host = '127.0.0.1', port = Number(process.argv[2]);
const clients = {
  nodemailer: (message) => nodemailer.createTransport({ host, port }).sendMail(message),
  emailjs: (message) => new SMTPClient({ host, port }).sendAsync(message) };
for (const [who, send] of Object.entries(clients)) {
  const told = [who];
  for (const leaves of ['221', '421', 'closes', 'resets']) {
    told.push(await send({ from: `${leaves}@example.com`, to: 'to@example.com', subject: 'some', text: 'some' })
      .then(() => 'sent', () => 'failed'));
  }
  console.log(told.join(' | '));
}
process.exit(0);
JS
mkdir go
cat >go/main.go <<'GO'
package main

import (
	"fmt"
	"net/smtp"
	"os"
	"strconv"

	"github.com/wneessen/go-mail"
)

func standard(leaves string) string {
	if smtp.SendMail("127.0.0.1:"+os.Args[1], nil, leaves+"@example.com", []string{"to@example.com"}, []byte("\r\n")) != nil {
		return "failed"
	}
	return "sent"
}

func goMail(leaves string) string {
	port, _ := strconv.Atoi(os.Args[1])
	client, err := mail.NewClient("127.0.0.1", mail.WithPort(port), mail.WithTLSPolicy(mail.NoTLS))
	if err != nil {
		panic(err)
	}
	message := mail.NewMsg()
	_ = message.From(leaves + "@example.com")
	_ = message.To("to@example.com")
	message.SetBodyString(mail.TypeTextPlain, "some")
	if client.DialAndSend(message) != nil {
		return fmt.Sprintf("failed, delivered %t", message.IsDelivered())
	}
	return "sent"
}

func main() {
	for who, send := range map[string]func(string) string{"net/smtp": standard, "go-mail": goMail} {
		told := who
		for _, leaves := range []string{"221", "421", "closes", "resets"} {
			told += " | " + send(leaves)
		}
		fmt.Println(told)
	}
}
GO
export GOPATH=$place/gopath GOFLAGS=-modcacherw
(cd go && go mod init findings && go get github.com/wneessen/go-mail@v0.7.2 && go build -o ../gomail .) >go.log 2>&1 || { cat go.log >&2; exit 1; }

{
  echo "sent by | 221 | 421 | closes | resets"
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'java/*' Mail.java "$number" 2>java.log
  ./gomail "$number" | sort
  PYTHONPATH=python python3 mail.py "$number"
  node mail.mjs "$number"
  sort taken.txt | uniq -c | sed 's/^ */taken by the server: /'
} | tee seen.txt
cat >expected.txt <<'END'
sent by | 221 | 421 | closes | resets
Angus Mail | sent | sent | sent | failed
Spring | sent | sent | sent | failed, messages 0
go-mail | sent | failed, delivered true | failed, delivered true | failed, delivered true
net/smtp | sent | failed | failed | failed
smtplib, with | sent | failed | sent | sent
smtplib, quit() | sent | sent | failed | failed
aiosmtplib | sent | sent | sent | sent
nodemailer | sent | sent | sent | sent
emailjs | sent | sent | sent | sent
taken by the server: 9 221
taken by the server: 9 421
taken by the server: 9 closes
taken by the server: 9 resets
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
