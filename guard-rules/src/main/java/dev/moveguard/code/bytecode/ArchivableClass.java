package dev.moveguard.code.bytecode;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A class file as Java can archive all of it. One of Java 5 or older becomes one of Java 8, with the frames that its bodies need since
 * then. What Java makes up at run time for {@code equals} and {@code hashCode} of a record, and for joining strings, is in no
 * archive, and what it makes of lambdas has to be linked by each run: these are written out.
 */
public final class ArchivableClass extends ClassVisitor {
    private static final String RECORDS = "java/lang/runtime/ObjectMethods";
    private static final String STRINGS = "java/lang/invoke/StringConcatFactory";
    private static final String LAMBDAS = "java/lang/invoke/LambdaMetafactory";

    private final boolean isOld;
    private final WrittenOut written = new WrittenOut();
    private boolean isInterface;
    private String name = "";

    private ArchivableClass(ClassWriter writer, boolean isOld) {
        super(Opcodes.ASM9, writer);
        this.isOld = isOld;
    }

    /**
     * Returns the class file, which does the same, and those of the lambdas in it, by internal name.
     *
     * @param classFile if it is older than Java 6: of a class whose supertypes, and those of all it mentions, can be loaded here
     * @throws RuntimeException when it is no class file
     */
    public static Map<String, byte[]> of(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        boolean isOld = reader.readShort(6) < Opcodes.V1_6;
        ClassWriter writer = new ClassWriter(isOld ? ClassWriter.COMPUTE_FRAMES : ClassWriter.COMPUTE_MAXS);
        ArchivableClass archivable = new ArchivableClass(writer, isOld);
        reader.accept(archivable, isOld ? ClassReader.SKIP_FRAMES : 0);
        Map<String, byte[]> classes = new LinkedHashMap<>();
        classes.put(archivable.name, isOld || archivable.written.isAny() ? writer.toByteArray() : classFile);
        archivable.written.lambdas().forEach(lambda -> classes.put(lambda.name(), lambda.bytes()));
        return classes;
    }

    @Override
    public void visit(
            int version,
            int access,
            String internalName,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        name = internalName;
        isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
        super.visit(isOld ? Opcodes.V1_8 : version, access, internalName, signature, superName, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        return new MethodVisitor(api, super.visitMethod(access, method, descriptor, signature, exceptions)) {
            @Override
            public void visitInvokeDynamicInsn(String called, String type, Handle bootstrap, Object... arguments) {
                String place = bootstrap.getOwner();
                if (place.equals(LAMBDAS) && bootstrap.getName().equals("metafactory")) {
                    lambda(called, type, bootstrap, arguments);
                    return;
                }
                String instead = switch (place + "." + called) {
                    case RECORDS + ".equals" -> written.equality(name, type, arguments);
                    case RECORDS + ".hashCode" -> written.hash(type, arguments);
                    case STRINGS + ".makeConcatWithConstants" -> written.joining(type, arguments);
                    default -> null;
                };
                if (instead == null) {
                    super.visitInvokeDynamicInsn(called, type, bootstrap, arguments);
                } else {
                    super.visitMethodInsn(Opcodes.INVOKESTATIC, name, instead, type, isInterface);
                }
            }

            private void lambda(String called, String type, Handle bootstrap, Object... arguments) {
                LambdaClass lambda = written.lambda(name, isInterface, called, type, arguments);
                if (lambda == null) {
                    super.visitInvokeDynamicInsn(called, type, bootstrap, arguments);
                } else {
                    lambda.call(mv);
                }
            }
        };
    }

    @Override
    public void visitEnd() {
        written.accept(cv);
        super.visitEnd();
    }
}
